"""Create a derived table from its SQL file, with exactly the columns and types of its schema."""

from __future__ import annotations

import duckdb

from sunledger.engine import Connection, identifier, sql_type
from sunledger.errors import ProgramFault, SumTooLarge
from sunledger.resources import load_schema
from sunledger.sqlfiles import SqlFile

AT_ONCE = 2_000
"""How many keys are worked out at a time where a table is made in parts."""


def create(con: Connection, file: SqlFile) -> bool:
    """Create ``derived.<name>`` by its schema and tell whether it has rows.

    A query that lacks a column is a fault of the program.
    """
    columns = ", ".join(
        f"cast({identifier(field['name'])} as {sql_type(field)}) as {identifier(field['name'])}"
        for field in load_schema(file.name)["fields"]
    )
    try:
        if file.parts:
            return _create_in_parts(con, file, columns, *file.parts)
        made = con.execute(f"create table derived.{file.name} as select {columns} from ({file.query})")
        return made.fetchone() != (0,)
    except (duckdb.ConversionException, duckdb.OutOfRangeException) as cause:
        raise SumTooLarge(file.name) from cause
    except duckdb.Error as cause:
        raise ProgramFault(f"{file.name}.sql", str(cause)) from cause


def _create_in_parts(con: Connection, file: SqlFile, columns: str, table: str, key: str) -> bool:
    """Create a table some keys at a time, in their order: what one query sorts in memory stays small."""
    cuts = con.execute(
        f"select key from (select {key} as key, row_number() over (order by {key}) - 1 as position "
        f"from (select distinct {key} from {table})) where position % {AT_ONCE} = 0 order by key"
    ).fetchall()
    create_empty(con, file.name)
    made = False
    for (first,), (after,) in zip(cuts, [*cuts[1:], (None,)], strict=True):
        rows = con.execute(
            f"insert into derived.{file.name} with {table} as ("
            f"select * from {table} where {key} >= $first and ($after is null or {key} < $after)) "
            f"select {columns} from ({file.query})", {"first": first, "after": after},
        ).fetchone()  # fmt: skip
        made = made or rows != (0,)
    return made


def create_view(con: Connection, file: SqlFile) -> None:
    """Create ``derived.<name>`` as a view in no order: what rules do not read of it is not worked out.

    Types are the query's own.
    """
    con.execute(f"create view derived.{file.name} as {file.unordered}")


def drop_views(con: Connection) -> None:
    """Drop what :func:`create_view` made, for tables to stand in its place."""
    found = con.execute("select view_name from duckdb_views() where schema_name = 'derived'").fetchall()
    for (name,) in found:
        con.execute(f"drop view derived.{identifier(name)}")


def create_empty(con: Connection, name: str) -> None:
    """Create ``derived.<name>`` by its schema without asking its query, which could give no row."""
    columns = ", ".join(
        f"{identifier(field['name'])} {sql_type(field)}" for field in load_schema(name)["fields"]
    )
    con.execute(f"create table derived.{name} ({columns})")


def standing(con: Connection) -> set[str]:
    """Return the names of the derived tables and views that were made already."""
    found = con.execute(
        "select table_name from information_schema.tables where table_schema = 'derived'"
    ).fetchall()
    return {name for (name,) in found}
