"""Every table in one SQLite file, with keys, indexes and views; Datasette opens it at once.

SQLite knows no decimals, and its sums of them are floating point. So money is an INTEGER of fen in the
tables, in columns named ``…_fen``: sums, differences and comparisons of it are exact. The views, which are
for reading, give the same columns in yuan, as numbers a reader can sort and filter: one division of a
whole number by 100, which shows all 15 digits of any amount that may be entered. Figures that are not money
(m², percent, counts with decimals) are REAL, which shows their up to 15 digits as published. Dates and
months are ISO text, truth values 0 and 1.

``dictionary`` explains every column, ``codes`` every code, ``about`` whose accounts they are, ``counties``
each county's name and last day. The flat tables are views here, made from the others. The same rows give
the same bytes; another version of the SQLite library may lay them out in another way, and writes its
number into bytes 96 to 99.
"""

from __future__ import annotations

import errno
import os
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sunledger import sqlfiles
from sunledger.engine import Connection, identifier
from sunledger.publish.downloads.said import About
from sunledger.publish.downloads.tables import SIMPLE, Field, Table, codes
from sunledger.resources import dataset_names, derived_names, load_schema

_VIEWS = Path(__file__).parent / "views"
_BATCH = 4096
_TYPES = {"integer": "INTEGER", "year": "INTEGER", "boolean": "INTEGER", "number": "REAL"}
_PRAGMAS = ("page_size = 4096", "journal_mode = off", "synchronous = off", "foreign_keys = off")

_DISK = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}
"""What SQLite says where the disk takes no more."""

_DICTIONARY = """
create table about (line TEXT not null primary key, text TEXT not null) without rowid;
create table dictionary (
  table_name TEXT not null, position INTEGER not null, column_name TEXT not null, stored_as TEXT not null,
  title TEXT not null, title_en TEXT not null, type TEXT not null, unit TEXT,
  description TEXT not null, description_en TEXT not null,
  primary key (table_name, position)
) without rowid;
create table counties (
  county_id TEXT not null primary key, name TEXT, name_en TEXT, as_of TEXT
) without rowid;
create table codes (
  table_name TEXT not null, column_name TEXT not null, position INTEGER not null, value TEXT not null,
  label TEXT not null, label_en TEXT not null,
  primary key (table_name, column_name, value)
) without rowid;
"""


def write_database(con: Connection, tables: tuple[Table, ...], about: About, path: Path) -> None:
    """Write ``tables`` into a new SQLite file at ``path``; nothing else is left beside it."""
    path.unlink(missing_ok=True)
    base = sqlite3.connect(path, isolation_level=None)
    try:
        for pragma in _PRAGMAS:
            base.execute(f"pragma {pragma}")
        _write(con, base, tables, about)
    except sqlite3.OperationalError as cause:
        if cause.sqlite_errorcode & 0xFF in _DISK:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path)) from cause
        raise
    finally:
        base.close()


def _write(con: Connection, base: sqlite3.Connection, tables: tuple[Table, ...], about: About) -> None:
    """Write everything in one transaction: rows in the order of their keys leave no page to tidy up."""
    base.execute("begin")
    for statement in _DICTIONARY.split(";"):
        base.execute(statement)
    _explain(con, base, tables, about)
    for table in tables:
        if table.source != "simple":
            _fill(con, base, table)
    views = {name: _translated(file.query) for name, file in sqlfiles.load(SIMPLE).items()}
    views |= {name: file.query for name, file in sqlfiles.load(_VIEWS).items()}
    for name, query in sorted(views.items()):
        base.execute(f"create view {identifier(name)} as {query}")
    base.execute("commit")


def _translated(query: str) -> str:
    """Turn a flat table's query into SQLite's: no schemas, and amounts are yuan, from columns of fen."""
    query = re.sub(r"\b(?:derived|open|meta|simple)\.(?=\w)", "", query)
    for table, alias in re.findall(r"\b(?:from|join) (\w+) as (\w+)", query):
        if table in (*dataset_names(), *derived_names()):
            for field in load_schema(table)["fields"]:
                if field.get("unit") == "yuan":
                    amount = rf"\b{alias}\.{field['name']}\b"
                    query = re.sub(amount, f"{alias}.{stored(field)} / 100.0", query)
    return query


def stored(field: Field) -> str:
    """Return the name under which a column is stored: amounts say that they are fen."""
    return f"{field['name']}_fen" if field.get("unit") == "yuan" else str(field["name"])


def _fill(con: Connection, base: sqlite3.Connection, table: Table) -> None:
    base.execute(_definition(table))
    names = [stored(field) for field in table.fields]
    holes = ", ".join("?" * len(names))
    columns = ", ".join(_value(field) for field in table.fields)
    con.execute(f"select {columns} from {table.place} order by {table.order}")
    while batch := con.fetchmany(_BATCH):
        base.executemany(f"insert into {identifier(table.name)} values ({holes})", batch)
    for number, columns_indexed in enumerate(_indexed(table), 1):
        named = ", ".join(identifier(name) for name in columns_indexed)
        index = identifier(f"{table.name}_{number}")
        base.execute(f"create index {index} on {identifier(table.name)} ({named})")


def _definition(table: Table) -> str:
    key = set(table.schema["primaryKey"])
    lines = [
        f"{identifier(stored(field))} {_type(field)}" + (" not null" if field["name"] in key else "")
        for field in table.fields
    ]
    lines.append("primary key (" + ", ".join(identifier(name) for name in table.schema["primaryKey"]) + ")")
    lines += [
        f"foreign key ({identifier(column)}) references {identifier(target)} ({identifier(wanted)})"
        for column, target, wanted in references(table)
    ]
    return f"create table {identifier(table.name)} (\n  " + ",\n  ".join(lines) + "\n) without rowid"


def references(table: Table) -> Iterator[tuple[str, str, str]]:
    """Give column, table and column of every reference to a single-column key.

    A scheme's key is three columns, and funds name only the first: that reference is left to the index.
    """
    for link in table.schema.get("foreignKeys", ()):
        target = link["reference"].get("resource", table.name)
        if load_schema(target)["primaryKey"] == link["reference"]["fields"]:
            yield link["fields"][0], target, link["reference"]["fields"][0]


def _indexed(table: Table) -> list[list[str]]:
    """Return the columns to index: what refers elsewhere, and the month, unless the key begins with it."""
    keys = {load_schema(name)["primaryKey"][0] for name in dataset_names()}
    linked = {link["fields"][0] for link in table.schema.get("foreignKeys", ())}
    first = table.schema["primaryKey"][0]
    return [
        [field["name"]]
        for field in table.fields
        if field["name"] != first and (field["name"] in keys | linked or field["name"] == "month")
    ]


def _type(field: Field) -> str:
    if field.get("unit") == "yuan":
        return "INTEGER"
    return _TYPES.get(field["type"], "TEXT")


def _value(field: Field) -> str:
    """Return the expression of a column as SQLite holds it."""
    name = identifier(field["name"])
    if field.get("unit") == "yuan":
        return f"cast(cast({name} as decimal(38, 2)) * 100 as bigint)"
    match field["type"]:
        case "number":
            return f"cast({name} as double)"
        case "boolean" | "integer" | "year":
            return f"cast({name} as bigint)"
        case _:
            return f"cast({name} as varchar)"


def _explain(con: Connection, base: sqlite3.Connection, tables: tuple[Table, ...], about: About) -> None:
    base.executemany("insert into about values (?, ?)", sorted(about.lines()))
    rows: list[tuple[Any, ...]] = [
        (
            table.name, position, field["name"], field["name"] if table.source == "simple" else stored(field),
            field["title"], field["title_en"], field["type"], field.get("unit"),
            field["description"], field["description_en"],
        )
        for table in tables
        for position, field in enumerate(table.fields, 1)
    ]  # fmt: skip
    base.executemany("insert into dictionary values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    base.executemany("insert into codes values (?, ?, ?, ?, ?, ?)", codes())
    counties = con.execute(
        "select county_id, name, name_en, cast(as_of as varchar) from meta.counties order by county_id"
    ).fetchall()
    base.executemany("insert into counties values (?, ?, ?, ?)", counties)
