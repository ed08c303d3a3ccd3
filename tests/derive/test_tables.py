"""Derived tables by example: rows given in CSV, rows expected in CSV, worked out by hand."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from sunledger.check import conform, needs
from sunledger.derive import derive, tables
from sunledger.read import read
from sunledger.resources import load_schema
from tests.derive.conftest import Ledger, given_rows
from tests.publisher import Publisher, all_tables, derived

HERE = Path(__file__).parent
CASES = sorted(path.parent.name for path in HERE.glob("*/expected.csv"))


@pytest.mark.parametrize("table", CASES)
def test_given_rows_give_the_expected_table(table: str, ledger: Ledger) -> None:
    """The whole table has exactly the expected values in the columns named."""
    case = HERE / table
    profile = case / "profile.toml"
    with (case / "expected.csv").open(encoding="utf-8", newline="") as stream:
        columns, *wanted = list(csv.reader(stream))
    cells = ", ".join(
        f"cast(cast({column} as integer) as varchar)" if column == "percent" else f"cast({column} as varchar)"
        for column in columns
    )
    promises = profile.read_text(encoding="utf-8") if profile.exists() else ""
    with ledger(given_rows(case / "given"), promises, table) as con:
        found = con.execute(f"select {cells} from derived.{table}").fetchall()
    assert sorted(["" if cell is None else cell for cell in row] for row in found) == sorted(wanted)


def test_every_case_is_a_table() -> None:
    """Each folder of a case has the name of a derived table."""
    assert len(CASES) >= 10
    assert set(CASES) <= set(tables())


def test_every_query_has_exactly_the_columns_of_its_schema(tmp_path: Path) -> None:
    """In the schema's order, none more: what a table holds is what its dictionary says."""
    with derived(Publisher.small(tmp_path).data, tmp_path / "scratch", strict=False) as con:
        for name, file in tables().items():
            found = [column[0] for column in con.execute(f"describe ({file.query})").fetchall()]
            assert found == [field["name"] for field in load_schema(name)["fields"]], name


def test_what_rules_do_not_read_can_be_derived_afterwards(tmp_path: Path) -> None:
    """A build derives what its rules read, then the rest; both together are what is derived at once."""
    publisher = Publisher.small(tmp_path)
    with derived(publisher.data, tmp_path / "once", strict=False) as con:
        wanted = all_tables(con)
    (tmp_path / "twice").mkdir()
    reading = read(publisher.data, tmp_path / "twice")
    checked = conform(reading)
    first = derive(reading, checked.unclean, needs())
    assert first < derive(reading, checked.unclean) == frozenset(tables())
    assert all_tables(reading.con) == wanted
    assert reading.con.execute("select count(*) from open.revenue").fetchone() == (8,)
    reading.con.close()
