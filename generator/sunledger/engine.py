"""The embedded engine: DuckDB, locked down, with exact money.

A connection reaches only the scratch folder it was given: no extension is loaded, no
other file is read, and the configuration can't be opened again. Money is DECIMAL; the
formatting macros never pass through floating point.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

import duckdb

Connection = duckdb.DuckDBPyConnection

SCHEMAS = ("raw", "data", "open", "derived", "meta")
"""``raw`` cells, ``data`` typed rows, ``open`` their publishable form, ``derived`` tables, ``meta`` facts."""
HANDED_OVER = ("open", "derived", "meta")
"""What pages are made from."""

_TYPES = {"integer": "bigint", "date": "date", "boolean": "boolean", "year": "integer"}
_SETTINGS: dict[str, Any] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    # How long a file is, the planner does not know: it would compare every row with every file.
    "asof_loop_join_threshold": 0,
}
_MACROS = """
create temp macro h(t) as
  replace(replace(replace(replace(replace(
    t, '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&quot;'), '''', '&#39;');
create temp macro in_threes(t) as
  case when strlen(t) <= 6 then t
  when strlen(t) <= 9 then left(t, -6) || ',' || right(t, 6)
  else format('{:,}', cast(left(t, -3) as bigint)) || right(t, 3) end;
create temp macro yuan(x) as
  case when x < 0 then chr(8722) else '' end || in_threes(cast(abs(cast(x as decimal(38, 2))) as varchar));
create temp macro count_text(n) as
  case when n < 0 then chr(8722) else '' end || format('{:,}', abs(cast(n as bigint)));
create temp macro month_of(d) as strftime(d, '%Y-%m');
create temp macro month_start(m) as cast(m || '-01' as date);
create temp macro month_end(m) as last_day(cast(m || '-01' as date));
create temp macro fen(x) as cast(cast(x as decimal(38, 2)) * 100 as hugeint);
create temp macro yuan_of_fen(n) as cast(cast(n as decimal(38, 0)) * 0.01 as decimal(18, 2));
create temp macro begins(d, n) as
  cast(d + to_months(cast(n as integer)) as date)
  + case when day(d + to_months(cast(n as integer))) < day(d) then 1 else 0 end;
create temp macro half_up(numerator, denominator) as
  sign(numerator) * ((2 * abs(numerator) + denominator) // (2 * denominator));
"""


def connect(scratch: Path, *, memory_limit: str = "1GB", threads: int | None = None) -> Connection:
    """Open an in-memory database that may only read and write below ``scratch``.

    Larger-than-memory work spills to ``scratch``; ``threads`` defaults to DuckDB's own choice.
    """
    con = duckdb.connect(":memory:", config=_SETTINGS)
    con.execute("set preserve_insertion_order = true")
    # What is written goes to scratch, and is lost with it when the machine stops.
    con.execute("set fsync_mode = 'NONE'")
    con.execute("set memory_limit = ?", [memory_limit])
    con.execute("set temp_directory = ?", [str(scratch / "spill")])
    if threads is not None:
        con.execute("set threads = ?", [threads])
    con.execute("set allowed_directories = ?", [[str(scratch)]])
    con.execute("set enable_external_access = false")
    con.execute("set lock_configuration = true")
    for schema in SCHEMAS:
        con.execute(f"create schema {schema}")
    return _prepared(con)


def beside(con: Connection) -> Connection:
    """Open a second way into the database of :func:`connect`, for another thread."""
    return _prepared(con.cursor())


def threads_of(con: Connection) -> int:
    """Return among how many threads the engine shares out a statement."""
    found = con.execute("select current_setting('threads')").fetchone()
    return int(found[0]) if found else 1


def _prepared(con: Connection) -> Connection:
    """Give a connection what is its own: the macros, and where names without a schema are looked for."""
    con.execute(_MACROS)
    con.execute("set search_path = 'data,derived,meta'")
    return con


def fill(con: Connection, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows, handed over by column: a statement with a hole for every cell takes long to plan."""
    if rows:
        columns = [list(column) for column in zip(*rows, strict=True)]
        con.execute(f"insert into {table} select {', '.join(['unnest(?)'] * len(columns))}", columns)


def hand_over(
    con: Connection, path: Path, schemas: Sequence[str] = HANDED_OVER,
    orders: Mapping[str, str] = MappingProxyType({}),
) -> None:  # fmt: skip
    """Write what may be published, or other ``schemas``, to a database file, for others to read.

    ``open`` becomes tables: worked out once, not by each query that reads it. ``raw`` cells are lost.
    ``orders`` names the columns by which the rows of a table are to lie, by ``schema.table``.
    """
    con.execute("drop schema raw cascade")
    con.execute(f"attach '{_quoted(path)}' as work")
    con.execute("begin")
    for schema in schemas:
        con.execute(f"create schema work.{schema}")
        for (name,) in con.execute(
            "select table_name from information_schema.tables "
            "where table_catalog = 'memory' and table_schema = $schema order by all", {"schema": schema},
        ).fetchall():  # fmt: skip
            table = f"{schema}.{identifier(name)}"
            order = f" order by {orders[table]}" if table in orders else ""
            con.execute(f"create table work.{table} as from memory.{table}{order}")
    con.execute("commit")
    con.execute("detach work")


def open_readonly(path: Path, *, threads: int = 1, memory_limit: str = "192MB") -> Connection:
    """Open a work database written by :func:`hand_over`; nothing can be changed through it.

    Files may be written into the folder it stands in, and nowhere else. Many processes do so at once: each
    keeps to its share of memory; what is larger spills beside the file, into a folder of the process's own.
    """
    con = duckdb.connect(
        str(path),
        read_only=True,
        config={
            **_SETTINGS,
            "threads": threads,
            "memory_limit": memory_limit,
            "temp_directory": f"{path}.{os.getpid()}",
        },
    )
    if con.execute("select current_setting('enable_external_access')").fetchone() == (True,):
        con.execute("set allowed_directories = ?", [[str(path.parent)]])  # once for all of a process
        con.execute("set enable_external_access = false")
    con.execute(_MACROS)
    return con


def filled(con: Connection) -> frozenset[str]:
    """Return the tables that have rows, each with its schema, of what :func:`open_readonly` opened."""
    found = con.execute(
        "select schema_name || '.' || table_name from duckdb_tables() where estimated_size > 0"
    ).fetchall()
    return frozenset(name for (name,) in found)


def sql_type(field: dict[str, Any]) -> str:
    """Return the column type of a schema's field; the text forms of its values follow from it."""
    if field["type"] == "number":
        return f"decimal(18, {field.get('decimals', 4)})"
    return _TYPES.get(field["type"], "varchar")


def literal(value: str) -> str:
    """Quote text as an SQL literal."""
    return "'" + _quoted(value) + "'"


def identifier(name: str) -> str:
    """Quote a name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def _quoted(value: str | Path) -> str:
    return str(value).replace("'", "''")
