"""Every balance of the committed accounts, worked out a second time in whole fen and plain Python.

Nothing of the program is used but the names of the columns: files are read with ``csv``, dates are
compared as text, money is integers.
"""

from __future__ import annotations

import csv
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.publisher import derived

Rows = list[dict[str, str]]


def _fen(text: str) -> int:
    sign, text = (-1, text[1:]) if text.startswith("-") else (1, text)
    whole, _, part = text.partition(".")
    return sign * (int(whole) * 100 + int((part + "00")[:2]))


def _after(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    return f"{year + number // 12}-{number % 12 + 1:02}"


class Accounts:
    """The raw rows of a data folder, and every fund's months worked out from them."""

    def __init__(self, data: Path) -> None:
        self.rows: dict[str, Rows] = defaultdict(list)
        self.last: dict[str, str] = {}
        for path in sorted(data.rglob("*.csv")):
            county = path.relative_to(data).parts[0]
            with path.open(encoding="utf-8-sig", newline="") as stream:
                self.rows[path.stem.partition("-")[0]] += [
                    {**row, "_county": county} for row in csv.DictReader(stream)
                ]
        for path in sorted(data.glob("*/profile.toml")):
            as_of = tomllib.loads(path.read_text(encoding="utf-8"))["as_of"]
            before = f"{as_of.year - (as_of.month == 1)}-{(as_of.month - 2) % 12 + 1:02}"
            month = f"{as_of:%Y-%m}"
            self.last[path.parent.name] = month if f"{as_of}" == _last_day(month) else before
        self.county = {row["community_id"]: row["_county"] for row in self.rows["communities"]}
        self.parent = {row["community_id"]: row["parent_id"] for row in self.rows["communities"]}
        self.funds = {row["fund_id"]: row for row in self.rows["funds"]}
        self.months = {fund: dict(self._months(row)) for fund, row in self.funds.items()}

    def _months(self, fund: dict[str, str]) -> Iterator[tuple[str, dict[str, int]]]:
        moves = self._moves()[fund["fund_id"]]
        month, last = fund["opened_on"][:7], self.last[self.county[fund["community_id"]]]
        closing = _fen(fund["opening_balance"])
        while month <= last:
            facts = {
                "opening": closing,
                "gross": 0,
                "cost": 0,
                "in": 0,
                "out": 0,
                "disbursed": 0,
                **moves.get(month, {}),
            }
            closing += facts["gross"] - facts["cost"] + facts["in"] - facts["out"] - facts["disbursed"]
            yield month, {**facts, "closing": closing}
            month = _after(month)

    def _moves(self) -> dict[str, dict[str, dict[str, int]]]:
        if not hasattr(self, "_found"):
            self._found: dict[str, dict[str, dict[str, int]]] = defaultdict(
                lambda: defaultdict(lambda: defaultdict(int))
            )
            for row in self.rows["revenue"]:
                if row["basis"] != "in_kind":
                    self._found[row["fund_id"]][row["month"]]["gross"] += _fen(row["gross"])
                    self._found[row["fund_id"]][row["month"]]["cost"] += _fen(row["cost"])
            for row in self.rows["disbursements"]:
                if row["in_kind"] != "true":
                    self._found[row["fund_id"]][row["paid_on"][:7]]["disbursed"] += _fen(row["amount"])
            for row in self.rows["transfers"]:
                self._found[row["from_fund_id"]][row["moved_on"][:7]]["out"] += _fen(row["amount"])
                self._found[row["to_fund_id"]][row["moved_on"][:7]]["in"] += _fen(row["amount"])
        return self._found

    def allocations(self) -> dict[tuple[str, str, str], int]:
        """Divide every new high of cumulative net by the buckets in force on the month's last day."""
        found: dict[tuple[str, str, str], int] = {}
        for fund, facts in self.funds.items():
            total = high = 0
            for month, money in self.months[fund].items():
                total += money["gross"] - money["cost"]
                distributable, high = max(total - high, 0), max(high, total)
                day = month + "-31"
                valid = sorted(
                    (
                        row
                        for row in self.rows["schemes"]
                        if row["scheme_id"] == facts["scheme_id"]
                        and row["valid_from"] <= day
                        and (not row["valid_to"] or row["valid_to"] >= _last_day(month))
                    ),
                    key=lambda row: int(row["position"]),
                )
                weights = [round(float(row["percent"]) * 10_000) for row in valid]
                shares = [distributable * weight // 1_000_000 for weight in weights]
                turns = sorted(
                    range(len(valid)), key=lambda n: (-(distributable * weights[n] % 1_000_000), n)
                )
                for turn in turns[: distributable - sum(shares)]:
                    shares[turn] += 1
                for row, share in zip(valid, shares, strict=True):
                    found[fund, month, row["bucket"]] = share
        return found

    def years(self) -> dict[tuple[str, str, str, str], dict[str, int]]:
        """Add up every unit's funds by kind and year, alone and with all units below."""
        found: dict[tuple[str, str, str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for fund, facts in self.funds.items():
            by_year: dict[str, list[dict[str, int]]] = defaultdict(list)
            for month, money in self.months[fund].items():
                by_year[month[:4]].append(money)
            for year, months in by_year.items():
                totals = {
                    key: sum(money[key] for money in months)
                    for key in ("gross", "cost", "in", "out", "disbursed")
                }
                totals |= {"opening": months[0]["opening"], "closing": months[-1]["closing"], "funds": 1}
                unit, scope = facts["community_id"], "own"
                for key, value in totals.items():
                    found[unit, scope, facts["kind"], year][key] += value
                while unit:
                    for key, value in totals.items():
                        found[unit, "all", facts["kind"], year][key] += value
                    unit = self.parent[unit]
        return found


def _last_day(month: str) -> str:
    days = {"02": "29" if int(month[:4]) % 4 == 0 else "28", "04": "30", "06": "30", "09": "30", "11": "30"}
    return f"{month}-{days.get(month[5:], '31')}"


@pytest.fixture(scope="module")
def accounts(project_root: Path) -> Accounts:
    """Return the committed accounts, worked out in plain Python."""
    return Accounts(project_root / "data")


@pytest.fixture(scope="module")
def tables(project_root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[Any, ...]]]:
    """Return the program's own figures in whole fen."""
    queries = {
        "months": "select fund_id, month, fen(opening), fen(gross), fen(cost), fen(transfers_in), fen(transfers_out), "
        "fen(disbursed), fen(closing) from derived.fund_months",
        "allocations": "select fund_id, month, bucket, fen(amount) from derived.allocations",
        "years": "select community_id, scope, kind, year, funds, fen(opening), fen(gross), fen(cost), fen(transfers_in), "
        "fen(transfers_out), fen(disbursed), fen(closing) from derived.community_years",
    }
    with derived(project_root / "data", tmp_path_factory.mktemp("data") / "scratch") as con:
        return {name: con.execute(query).fetchall() for name, query in queries.items()}


def test_every_months_balance_is_the_same(
    accounts: Accounts, tables: dict[str, list[tuple[Any, ...]]]
) -> None:
    """Opening, income, cost, transfers, payments and closing of each fund and month agree to the fen."""
    wanted = {
        (fund, month): tuple(
            money[key] for key in ("opening", "gross", "cost", "in", "out", "disbursed", "closing")
        )
        for fund, months in accounts.months.items()
        for month, money in months.items()
    }
    assert len(wanted) > 1000
    assert {(row[0], row[1]): row[2:] for row in tables["months"]} == wanted


def test_every_allocation_is_the_same(accounts: Accounts, tables: dict[str, list[tuple[Any, ...]]]) -> None:
    """What every bucket got in every month agrees to the fen, losses carried and remainders given alike."""
    wanted = accounts.allocations()
    assert len(wanted) > 100
    assert {row[:3]: row[3] for row in tables["allocations"]} == wanted


def test_every_year_is_the_same(accounts: Accounts, tables: dict[str, list[tuple[Any, ...]]]) -> None:
    """The yearly totals of every unit, alone and with those below it, agree to the fen."""
    keys = ("funds", "opening", "gross", "cost", "in", "out", "disbursed", "closing")
    wanted = {
        (unit, scope, kind, int(year)): tuple(totals[key] for key in keys)
        for (unit, scope, kind, year), totals in accounts.years().items()
    }
    assert len(wanted) > 200
    assert {row[:4]: row[4:] for row in tables["years"]} == wanted


def test_every_statement_is_the_balance_of_its_account(accounts: Accounts) -> None:
    """Each bank statement equals its fund's closing with that of the sub-ledgers kept in the same account."""
    below: dict[str, list[str]] = defaultdict(list)
    for fund, facts in accounts.funds.items():
        below[facts["parent_fund_id"]].append(fund)
    compared = 0
    for row in accounts.rows["statements"]:
        if accounts.funds[row["fund_id"]]["account_kind"] == "own":
            parts = [row["fund_id"], *below[row["fund_id"]]]
            books = sum(accounts.months[part].get(row["month"], {"closing": 0})["closing"] for part in parts)
            assert _fen(row["closing_balance"]) == books, row
            compared += 1
    assert compared > 500
