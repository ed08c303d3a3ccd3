"""A publisher's accounts worked out a second time, in whole fen and plain Python.

Nothing of the program is used but the names of the columns: files are read with ``csv``, dates are
compared as text, money is integers.
"""

from __future__ import annotations

import csv
import datetime as dt
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Rows = list[dict[str, str]]
Key = tuple[Any, ...]


def fen(text: str) -> int:
    """Turn an amount in yuan into whole fen."""
    sign, text = (-1, text[1:]) if text.startswith("-") else (1, text)
    whole, _, part = text.partition(".")
    return sign * (int(whole) * 100 + int((part + "00")[:2]))


def after(month: str) -> str:
    """Give the month after."""
    year, number = int(month[:4]), int(month[5:])
    return f"{year + number // 12}-{number % 12 + 1:02}"


class Accounts:
    """The raw rows of a data folder, and every fund's months worked out from them."""

    def __init__(self, data: Path) -> None:
        self.rows: dict[str, Rows] = defaultdict(list)
        self.last: dict[str, str] = {}
        self.as_of: dict[str, str] = {}
        for path in sorted(data.rglob("*.csv")):
            county = path.relative_to(data).parts[0]
            with path.open(encoding="utf-8-sig", newline="") as stream:
                self.rows[path.stem.partition("-")[0]] += [
                    {**row, "_county": county} for row in csv.DictReader(stream)
                ]
        for path in sorted(data.glob("*/profile.toml")):
            as_of = tomllib.loads(path.read_text(encoding="utf-8"))["as_of"]
            self.as_of[path.parent.name] = f"{as_of}"
            before = f"{as_of.year - (as_of.month == 1)}-{(as_of.month - 2) % 12 + 1:02}"
            month = f"{as_of:%Y-%m}"
            self.last[path.parent.name] = month if f"{as_of}" == last_day(month) else before
        self.county = {row["community_id"]: row["_county"] for row in self.rows["communities"]}
        self.parent = {row["community_id"]: row["parent_id"] for row in self.rows["communities"]}
        self.funds = {row["fund_id"]: row for row in self.rows["funds"]}
        self.months = {fund: dict(self._months(row)) for fund, row in self.funds.items()}
        self.duties = {
            (path.parent.name, duty["fund_kind"]): (duty.get("cadence", "monthly"), duty.get("due_day", 10))
            for path in data.glob("*/profile.toml")
            for duty in tomllib.loads(path.read_text(encoding="utf-8")).get("duties", [])
        }

    def _months(self, fund: dict[str, str]) -> Iterator[tuple[str, dict[str, int]]]:
        moves = self._moves()[fund["fund_id"]]
        month, last = fund["opened_on"][:7], self.last[self.county[fund["community_id"]]]
        closing = fen(fund["opening_balance"])
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
            month = after(month)

    def _moves(self) -> dict[str, dict[str, dict[str, int]]]:
        if not hasattr(self, "_found"):
            self._found: dict[str, dict[str, dict[str, int]]] = defaultdict(
                lambda: defaultdict(lambda: defaultdict(int))
            )
            for row in self.rows["revenue"]:
                if row["basis"] != "in_kind":
                    self._found[row["fund_id"]][row["month"]]["gross"] += fen(row["gross"])
                    self._found[row["fund_id"]][row["month"]]["cost"] += fen(row["cost"])
            for row in self.rows["disbursements"]:
                if row["in_kind"] != "true":
                    self._found[row["fund_id"]][row["paid_on"][:7]]["disbursed"] += fen(row["amount"])
            for row in self.rows["transfers"]:
                self._found[row["from_fund_id"]][row["moved_on"][:7]]["out"] += fen(row["amount"])
                self._found[row["to_fund_id"]][row["moved_on"][:7]]["in"] += fen(row["amount"])
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
                        and (not row["valid_to"] or row["valid_to"] >= last_day(month))
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

    def units(self, unit: str) -> list[str]:
        """Return a unit and all above it."""
        found = []
        while unit:
            found.append(unit)
            unit = self.parent[unit]
        return found

    def buckets(self) -> dict[Key, tuple[int, ...]]:
        """Follow every bucket of a divided fund: allocated, moved, spent, left; what nobody divided apart."""
        moves: dict[Key, list[int]] = defaultdict(lambda: [0, 0, 0])
        divided: dict[Key, int] = defaultdict(int)
        for (fund, month, bucket), share in self.allocations().items():
            moves[fund, month, bucket][0] += share
            divided[fund, month] += share
        for fund, months in self.months.items():
            for month, money in months.items():
                moves[fund, month, "unallocated"][0] += money["gross"] - money["cost"] - divided[fund, month]
        for row in self.rows["transfers"]:
            month = row["moved_on"][:7]
            moves[row["from_fund_id"], month, row["bucket"] or "unallocated"][1] -= fen(row["amount"])
            moves[row["to_fund_id"], month, "unallocated"][1] += fen(row["amount"])
        for row in self.rows["disbursements"]:
            if row["in_kind"] != "true":
                moves[row["fund_id"], row["paid_on"][:7], row["bucket"] or "unallocated"][2] += fen(
                    row["amount"]
                )
        found: dict[Key, tuple[int, ...]] = {}
        for fund, facts in self.funds.items():
            names = {row["bucket"] for row in self.rows["schemes"] if row["scheme_id"] == facts["scheme_id"]}
            for bucket in [*names, "unallocated"] if names else []:
                left = fen(facts["opening_balance"]) if bucket == "unallocated" else 0
                for month in self.months[fund]:
                    got, moved, spent = moves[fund, month, bucket]
                    found[fund, month, bucket] = (left, got, moved, spent, left + got + moved - spent)
                    left += got + moved - spent
        return found

    def entries(self) -> dict[Key, tuple[int, int, int]]:
        """List every entry of every fund in the order of its day, and carry the balance past each."""
        by_fund: dict[str, list[tuple[str, int, str, str, int, int]]] = defaultdict(list)
        for row in self.rows["revenue"]:
            if row["basis"] != "in_kind":
                by_fund[row["fund_id"]].append(
                    (row["month"], 1, "", row["entry_id"], fen(row["gross"]), fen(row["cost"]))
                )
        for row in self.rows["transfers"]:
            day, amount = row["moved_on"], fen(row["amount"])
            by_fund[row["to_fund_id"]].append((day[:7], 2, day, row["transfer_id"], amount, 0))
            by_fund[row["from_fund_id"]].append((day[:7], 4, day, row["transfer_id"], 0, amount))
        for row in self.rows["disbursements"]:
            if row["in_kind"] != "true":
                by_fund[row["fund_id"]].append(
                    (row["paid_on"][:7], 3, row["paid_on"], row["payment_id"], 0, fen(row["amount"]))
                )
        found: dict[Key, tuple[int, int, int]] = {}
        for fund, entries in by_fund.items():
            balance = fen(self.funds[fund]["opening_balance"])
            for position, (_, _, _, entry, money_in, money_out) in enumerate(sorted(entries), 1):
                balance += money_in - money_out
                found[fund, position, entry] = (money_in, money_out, balance)
        return found

    def spending(self) -> dict[Key, tuple[int, int]]:
        """Add up payments by unit, kind of fund, year and purpose, alone and with the units below."""
        found: dict[Key, tuple[int, int]] = defaultdict(lambda: (0, 0))
        for row in self.rows["disbursements"]:
            if row["in_kind"] != "true":
                fund = self.funds[row["fund_id"]]
                places = [
                    (fund["community_id"], "own"),
                    *((unit, "all") for unit in self.units(fund["community_id"])),
                ]
                for unit, scope in places:
                    key = (unit, scope, fund["kind"], int(row["paid_on"][:4]), row["purpose"])
                    found[key] = (found[key][0] + 1, found[key][1] + fen(row["amount"]))
        return dict(found)

    def projects(self) -> dict[Key, tuple[int, int, int, int]]:
        """Add up each project's income and cost by year, and count its months."""
        sums: dict[Key, list[int]] = defaultdict(lambda: [0, 0])
        months: dict[Key, set[str]] = defaultdict(set)
        for row in self.rows["revenue"]:
            if row["project_id"] and row["basis"] != "in_kind":
                key = (row["project_id"], int(row["month"][:4]))
                sums[key][0] += fen(row["gross"])
                sums[key][1] += fen(row["cost"])
                months[key].add(row["month"])
        return {key: (gross, cost, gross - cost, len(months[key])) for key, (gross, cost) in sums.items()}

    def timeliness(self) -> dict[Key, tuple[Any, ...]]:
        """Judge every month a fund owes a posting for: due day, status, days late. Gifts in kind move no money."""
        rows: dict[Key, list[str]] = defaultdict(list)
        moved: set[Key] = set()
        for row in self.rows["revenue"]:
            if row["basis"] != "in_kind":
                rows[row["fund_id"], row["month"]].append(row["basis"])
        for row in self.rows["disbursements"]:
            if row["in_kind"] != "true":
                moved.add((row["fund_id"], row["paid_on"][:7]))
        for row in self.rows["transfers"]:
            moved |= {(row["from_fund_id"], row["moved_on"][:7]), (row["to_fund_id"], row["moved_on"][:7])}
        found: dict[Key, tuple[Any, ...]] = {}
        for fund, facts in self.funds.items():
            county = self.county[facts["community_id"]]
            if (county, facts["kind"]) not in self.duties:
                continue
            cadence, due_day = self.duties[county, facts["kind"]]
            span = {"quarterly": 3, "half_yearly": 6, "yearly": 12}.get(cadence, 1)
            for month in self.months[fund]:
                end = month
                while int(end[5:]) % span:
                    end = after(end)
                due = min(f"{after(end)}-{due_day:02}", last_day(after(end)))
                begin = f"{end[:5]}{int(end[5:]) - span + 1:02}"
                posted = min((row["posted_on"] for row in self.rows["postings"] if row["fund_id"] == fund
                              and begin <= row["month"] <= end and row["posted_on"] <= self.as_of[county]
                              and (month <= row["month"] or row["posted_on"][:7] > end)), default="")  # fmt: skip
                nil = set(rows[fund, month]) == {"nil"} and (fund, month) not in moved
                passed = posted or self.as_of[county]
                status = "missing" if passed > due else "pending"
                if posted:
                    status = "late" if posted > due else "nil" if nil else "reported"
                late = _days(due, passed) if status in ("late", "missing") else 0
                found[fund, month] = (due, posted, status, late)
        return found

    def county_months(self) -> dict[Key, tuple[int, ...]]:
        """Add up a county's funds of one kind by month, and count those due and on time."""
        judged = self.timeliness()
        found: dict[Key, list[int]] = defaultdict(lambda: [0] * 10)
        for fund, months in self.months.items():
            facts = self.funds[fund]
            for month, money in months.items():
                sums = found[self.county[facts["community_id"]], facts["kind"], month]
                status = judged.get((fund, month), ("", "", "none", 0))[2]
                parts = [1, *(money[key] for key in ("opening", "gross", "cost", "in", "out", "disbursed", "closing")),
                         int(status in ("reported", "nil", "late", "missing")), int(status in ("reported", "nil"))]  # fmt: skip
                for number, part in enumerate(parts):
                    sums[number] += part
        return {key: tuple(sums) for key, sums in found.items()}

    def space_use(self, first: dict[str, str]) -> dict[Key, tuple[int, ...]]:
        """Replay each space's events up to every month's end; areas in hundredths of a square metre."""
        events: dict[str, Rows] = defaultdict(list)
        for row in self.rows["space_events"]:
            events[row["space_id"]].append(row)
        found: dict[Key, list[int]] = defaultdict(lambda: [0] * 7)
        for space in self.rows["spaces"]:
            county = self.county[space["community_id"]]
            month = first[county]
            while month <= self.last[county]:
                state = _state(space, events[space["space_id"]], last_day(month))
                for unit in self.units(space["community_id"]):
                    if state is None:
                        break
                    area, recovered, activated, public = state
                    parts = (
                        1,
                        area,
                        recovered,
                        recovered * area,
                        activated,
                        activated * area,
                        activated * public * area,
                    )
                    for number, part in enumerate(parts):
                        found[unit, month][number] += part
                month = after(month)
        return {key: tuple(sums) for key, sums in found.items()}


def _state(space: dict[str, str], events: Rows, day: str) -> tuple[int, int, int, int] | None:
    """Return area, recovered, activated and public service of a space on a day, or nothing if it is not listed."""
    on: dict[str, list[str]] = defaultdict(list)
    for event in events:
        on[event["event"]].append(event["event_on"])
    if (
        min(on["listed"], default=space["listed_on"]) > day
        or min(on["merged"] + on["retired"], default="9999") <= day
    ):
        return None
    measured = sorted((event["event_on"], event["area_m2"]) for event in events if event["area_m2"])
    past = [area for when, area in measured if when <= day]
    at_first = [event["area_m2"] for event in events if event["event"] == "listed" and event["area_m2"]]
    area = fen((past[-1:] or at_first or [space["area_m2"]])[-1])
    recovered = min(on["recovered"], default=space["recovered_on"])
    activated = max((when for when in on["activated"] if when <= day), default=space["activated_on"])
    vacated = max((when for when in on["vacated"] if when <= day), default="")
    used = bool(activated) and activated <= day and vacated <= activated
    return area, int(bool(recovered) and recovered <= day), int(used), int(space["use"] == "public_service")


def _days(start: str, end: str) -> int:
    return (dt.date.fromisoformat(end) - dt.date.fromisoformat(start)).days


def last_day(month: str) -> str:
    """Give the last day of a month."""
    days = {"02": "29" if int(month[:4]) % 4 == 0 else "28", "04": "30", "06": "30", "09": "30", "11": "30"}
    return f"{month}-{days.get(month[5:], '31')}"
