"""Rows on their way from the engine into the SQLite file."""

from __future__ import annotations

import sqlite3
from itertools import chain
from typing import Any

from sunledger.engine import Connection, identifier
from sunledger.publish.downloads.database_form import stored, value
from sunledger.publish.downloads.said import About
from sunledger.publish.downloads.tables import Field, Table, codes

_BATCH = 256
"""So many rows a statement puts in: one for each takes longer, and SQLite takes no more than 32,766 values.
They are gone again before Python looks for garbage among them."""


def fill(con: Connection, base: sqlite3.Connection, table: Table, place: str, where: str = "true") -> None:
    """Write the rows of a table for which a condition holds into ``place``, in the order of their keys."""
    fields = _with_values(con, table, where)
    if not fields:
        return
    names = ", ".join(identifier(stored(field)) for field in fields)
    holes = f"({', '.join('?' * len(fields))})"
    values = ", ".join(map(value, fields))
    con.execute(f"select {values} from {table.place} where {where} order by {table.order}")
    while batch := con.fetchmany(_BATCH):
        every = ", ".join([holes] * len(batch))
        base.execute(f"insert into {place} ({names}) values {every}", list(chain.from_iterable(batch)))


def _with_values(con: Connection, table: Table, where: str) -> list[Field]:
    """Return the columns that any row has a value in: to hand over NULL takes longer than any other value."""
    counts = ", ".join(f"count({identifier(field['name'])})" for field in table.fields)
    found = con.execute(f"select {counts} from {table.place} where {where}").fetchone() or ()
    return [field for field, number in zip(table.fields, found, strict=True) if number]


def explain(con: Connection, base: sqlite3.Connection, tables: tuple[Table, ...], about: About) -> None:
    """Write what explains the tables, in place of what stood there."""
    for name in ("about", "dictionary", "codes", "counties"):
        base.execute(f"delete from {name}")
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
