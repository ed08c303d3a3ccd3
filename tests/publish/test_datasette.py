"""The database opened as journalists do, in Datasette: the three questions asked first, each a view's address.

The answers are held to sums made here from the published CSV files.
"""

from __future__ import annotations

import asyncio
import csv
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from tests.publish.conftest import Built

Row = dict[str, Any]
Sums = dict[tuple[str | None, ...], Decimal]


def asked(site: Path, question: str) -> list[Row]:
    """Ask Datasette for a page of the database as JSON, as a browser would, without a network."""

    async def ask() -> list[Row]:
        desk = Datasette(
            [], immutables=[str(site / "data" / "sunledger.sqlite")], settings={"max_returned_rows": 10_000}
        )
        await desk.invoke_startup()
        answer = await desk.client.get(f"/sunledger{question}")
        assert answer.status_code == 200, answer.text
        rows: list[Row] = answer.json()
        return rows

    return asyncio.run(ask())


def rows(site: Path, name: str) -> list[dict[str, str]]:
    """Read a published CSV file."""
    with (site / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def added(pairs: Iterable[tuple[tuple[str | None, ...], str]]) -> Sums:
    """Add amounts up."""
    sums: Sums = defaultdict(Decimal)
    for key, amount in pairs:
        sums[key] += Decimal(amount or "0")
    return dict(sums)


def exact(amount: float) -> Decimal:
    """Read a figure of the answer, to the fen."""
    return Decimal(repr(amount)).quantize(Decimal("0.01"))


@pytest.fixture(scope="module")
def site(small_site: Built) -> Path:
    """Return the small site."""
    return small_site.site


def test_where_the_money_comes_from(site: Path) -> None:
    """Income of each project and year."""
    found = asked(site, "/income_by_project.json?_shape=array&_size=max")
    wanted = added(
        ((row["project_id"], row["month"][:4]), row["gross"])
        for row in rows(site, "revenue") if row["project_id"] and row["basis"] != "in_kind"
    )  # fmt: skip
    assert {(row["project_id"], str(row["year"])): exact(row["gross"]) for row in found} == wanted
    assert all(row["community"] and row["project"] for row in found)


def test_to_whom_it_was_paid(site: Path) -> None:
    """Payments of each unit to each payee and year, the largest first."""
    found = asked(site, "/payments_by_payee.json?_shape=array&_size=max")
    units = {row["fund_id"]: row["community_id"] for row in rows(site, "funds")}
    wanted = added(
        ((units[row["fund_id"]], row["payee_id"] or None, row["paid_on"][:4]), row["amount"])
        for row in rows(site, "disbursements") if row["in_kind"] != "true"
    )  # fmt: skip
    assert {
        (row["community_id"], row["payee_id"], row["year"]): exact(row["amount"]) for row in found
    } == wanted
    assert [row["amount"] for row in found] == sorted((row["amount"] for row in found), reverse=True)


def test_how_much_is_left(site: Path) -> None:
    """What each fund held at the end of each year, as the derived table publishes it."""
    found = asked(site, "/fund_year_sums.json?_shape=array&_size=max")
    wanted = {(row["fund_id"], row["year"]): Decimal(row["closing"]) for row in rows(site, "fund_years")}
    assert {(row["fund_id"], str(row["year"])): exact(row["closing"]) for row in found} == wanted


def test_a_question_of_ones_own(site: Path) -> None:
    """A query typed in by hand runs, and so do filters."""
    sql = (
        "select+fund_id,sum(gross)+as+gross+from+ledger+where+kind='income'+group+by+fund_id+order+by+fund_id"
    )
    found = asked(site, f".json?sql={sql}&_shape=array")
    wanted = added(
        ((row["fund_id"],), row["gross"]) for row in rows(site, "ledger") if row["kind"] == "income"
    )
    assert {(row["fund_id"],): exact(row["gross"]) for row in found} == wanted
    filtered = asked(site, "/ledger.json?_shape=array&kind=payment&_size=max")
    assert len(filtered) == len([row for row in rows(site, "ledger") if row["kind"] == "payment"]) > 0
