"""Where only rules read a derived table, a view in its place says the same; a build has the table."""

from __future__ import annotations

from pathlib import Path

import pytest

from sunledger.check import conform, needs
from sunledger.derive import derive, tables
from sunledger.engine import Connection
from sunledger.read import read
from tests.publisher import SMALL

VIEWS = sorted(name for name, file in tables().items() if file.is_a_view_for_rules)


def _views(con: Connection) -> list[str]:
    found = con.execute("select view_name from duckdb_views() where schema_name = 'derived' order by all")
    return [name for (name,) in found.fetchall()]


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_for_rules_has_the_tables_rows(name: str, tmp_path: Path) -> None:
    """What a check leaves as a view has the rows and columns, in number and type, of the table of a build."""
    reading = read(SMALL / "data", tmp_path)
    unclean = conform(reading).unclean
    every = f"select * from derived.{name} order by all"
    described = f"select column_name from (describe derived.{name})"
    assert name in derive(reading, unclean, needs())
    assert _views(reading.con) == VIEWS
    seen, columns = reading.con.execute(every).fetchall(), reading.con.execute(described).fetchall()
    derive(reading, unclean)
    assert _views(reading.con) == []
    assert reading.con.execute(every).fetchall() == seen != []
    assert reading.con.execute(described).fetchall() == columns
    reading.con.close()
