"""Every figure about money, worked out a second time by ``tests/accounts.py`` and compared to the fen.

Both over the committed accounts and over small publishers drawn at random.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from sunledger.engine import Connection
from tests.accounts import Accounts, Key, fen
from tests.derive.random_publishers import publishers, put_up, tries
from tests.publisher import Row, derived

MONEY = ("opening", "gross", "cost", "in", "out", "disbursed", "closing")
_SUMS = (
    "fen(opening), fen(gross), fen(cost), fen(transfers_in), fen(transfers_out), fen(disbursed), fen(closing)"
)
QUERIES = {
    "fund_months": (2, f"select fund_id, month, {_SUMS} from derived.fund_months"),
    "allocations": (3, "select fund_id, month, bucket, fen(amount) from derived.allocations"),
    "community_years": (4, f"select community_id, scope, kind, year, funds, {_SUMS} from derived.community_years"),
    "bucket_balances": (3, "select fund_id, month, bucket, fen(opening), fen(allocated), fen(transferred), fen(disbursed), "
                           "fen(closing) from derived.bucket_balances"),
    "ledger_entries": (3, "select fund_id, position, entry_id, fen(money_in), fen(money_out), fen(balance) from derived.ledger_entries"),
    "spending_years": (5, "select community_id, scope, kind, year, purpose, payments, fen(amount) from derived.spending_years"),
    "project_years": (2, "select project_id, year, fen(gross), fen(cost), fen(net), months from derived.project_years"),
    "county_months": (3, f"select county_id, kind, month, funds, {_SUMS}, due, on_time from derived.county_months"),
    "timeliness": (2, "select fund_id, month, cast(due_on as varchar), coalesce(cast(posted_on as varchar), ''), status, days_late "
                      "from derived.timeliness"),
    "space_use": (2, "select community_id, month, listed, fen(listed_area), recovered, fen(recovered_area), activated, "
                     "fen(activated_area), fen(public_service_area) from derived.space_use"),
}  # fmt: skip
"""Each table's key columns and the program's own figures, in whole fen."""

WORKED_OUT: dict[str, Callable[[Accounts, dict[str, str]], dict[Any, Any]]] = {
    "fund_months": lambda accounts, _: {
        (fund, month): tuple(money[key] for key in MONEY)
        for fund, months in accounts.months.items() for month, money in months.items()
    },
    "allocations": lambda accounts, _: {key: (share,) for key, share in accounts.allocations().items()},
    "community_years": lambda accounts, _: {
        (unit, scope, kind, int(year)): (sums["funds"], *(sums[key] for key in MONEY))
        for (unit, scope, kind, year), sums in accounts.years().items()
    },
    "bucket_balances": lambda accounts, _: accounts.buckets(),
    "ledger_entries": lambda accounts, _: accounts.entries(),
    "spending_years": lambda accounts, _: accounts.spending(),
    "project_years": lambda accounts, _: accounts.projects(),
    "county_months": lambda accounts, _: accounts.county_months(),
    "timeliness": lambda accounts, _: accounts.timeliness(),
    "space_use": lambda accounts, first: accounts.space_use(first),
}  # fmt: skip


def figures(con: Connection) -> tuple[dict[str, dict[Key, Key]], dict[str, str]]:
    """Return the program's own figures of every table by key, and each county's first month."""
    tables = {
        table: {row[:keys]: row[keys:] for row in con.execute(query).fetchall()}
        for table, (keys, query) in QUERIES.items()
    }
    return tables, dict(con.execute("select county_id, first_month from meta.counties").fetchall())


@pytest.fixture(scope="module")
def accounts(project_root: Path) -> Accounts:
    """Return the committed accounts, worked out in plain Python."""
    return Accounts(project_root / "data")


@pytest.fixture(scope="module")
def tables(
    project_root: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[dict[str, dict[Key, Key]], dict[str, str]]:
    """Return the program's own figures of the committed accounts."""
    with derived(project_root / "data", tmp_path_factory.mktemp("data") / "scratch") as con:
        return figures(con)


@pytest.mark.parametrize("table", QUERIES)
def test_every_figure_is_the_same(
    table: str, accounts: Accounts, tables: tuple[dict[str, dict[Key, Key]], dict[str, str]]
) -> None:
    """The table and its second computation agree in every row, to the fen."""
    found, first = tables
    wanted = WORKED_OUT[table](accounts, first)
    assert len(wanted) > 50
    assert found[table] == wanted


@tries(12)
@given(drawn=publishers())
def test_every_figure_of_a_random_publisher_is_the_same(drawn: dict[str, list[Row]]) -> None:
    """Whatever rows are drawn, every table agrees with its second computation."""
    (found, first), second = put_up(drawn, figures)
    for table, work_out in WORKED_OUT.items():
        assert found[table] == work_out(second, first), table


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
            assert fen(row["closing_balance"]) == books, row
            compared += 1
    assert compared > 500
