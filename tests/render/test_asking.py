"""What is asked about ids, and which tables nothing need be asked of."""

from __future__ import annotations

import duckdb

from sunledger import engine
from sunledger.render.asking import Asker, names
from tests.render.conftest import Made


def test_a_list_is_asked_about_as_a_table() -> None:
    """Another list takes its place; an empty one finds nothing; values go along as they are."""
    with duckdb.connect() as con:
        asker = Asker(con)
        letters = "(values ('a'), ('b'), ('c')) as letters(id)"
        query = f"select id || $mark from {letters} where id in (from these_units) order by id"
        assert names(query) == {"units", "mark"}
        for units, found in (
            (["a", "c"], ["a!", "c!"]),
            (["b"], ["b!"]),
            ([], []),
            (["a", "c"], ["a!", "c!"]),
        ):
            answer = asker.ask(query, {"units": units, "mark": "!"}).fetchall()
            assert [row for (row,) in answer] == found


def test_tables_without_rows_are_known(made: Made) -> None:
    """Those that have rows are named, and no others."""
    con = engine.open_readonly(made.work)
    try:
        tables = con.execute(
            "select schema_name, table_name from duckdb_tables() where not temporary"
        ).fetchall()
        counted = {
            f"{schema}.{table}"
            for schema, table in tables
            if con.execute(f'select exists (from {schema}."{table}")').fetchone() == (True,)
        }
        assert engine.filled(con) == counted
        assert len(counted) < len(tables)
    finally:
        con.close()
