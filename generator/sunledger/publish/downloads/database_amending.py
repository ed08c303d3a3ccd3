"""The database of the last build, amended: rows of blocks it does not have replace those that are gone.

Both files hold rows in the order of their keys, so blocks that both have stand in the same order in both.
Between them lie gaps, each from one key to another: within a gap, rows that are not the same are exchanged.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from sunledger.engine import Connection, identifier
from sunledger.publish.downloads.blocks import Block
from sunledger.publish.downloads.database_form import (
    DICTIONARY,
    definition,
    indexes,
    key,
    stored,
    value,
    views,
)
from sunledger.publish.downloads.database_rows import fill
from sunledger.publish.downloads.tables import Field, Table

_HALF = 2
"""Where rows to be taken out and rows to be put in are half as many as there are, all are sooner written."""
_FRESH = "temp.fresh"
"""Holds the rows of a gap."""

Blocks = Mapping[str, Sequence[Block]]
"""The blocks of each table."""


class _Gap(NamedTuple):
    """Rows between blocks that both files have: from ``first`` up to ``end`` in the engine's table."""

    first: int
    end: int
    had: int
    """How many rows the old file has there."""


def like_ours(file: Path, tables: Sequence[Table]) -> bool:
    """Tell whether a file has the header and the tables that a database written today has.

    Raises :class:`sqlite3.Error` where it can't be read.
    """
    with closing(sqlite3.connect(":memory:")) as model, file.open("rb") as stream:
        for statement in DICTIONARY:
            model.execute(statement)
        for table in tables:
            model.execute(definition(table, identifier(table.name)))
        for statement in (*(each for table in tables for each in indexes(table)), *views()):
            model.execute(statement)
        if _header(stream.read(100)) != _header(model.serialize()):
            return False
        with closing(sqlite3.connect(file)) as base:
            return _said(base) == _said(model)


def _header(content: bytes) -> bytes:
    """Return how a file is laid out, and whatever else its header says that does not change with its rows."""
    return content[:24] + content[44:92]


def _said(base: sqlite3.Connection) -> list[tuple[str, str, str, str]]:
    return base.execute("select type, name, tbl_name, sql from sqlite_schema order by rowid").fetchall()


def amend(
    con: Connection, base: sqlite3.Connection, tables: Sequence[Table], was: Blocks, now: Blocks
) -> bool:
    """Bring the rows of ``tables`` in an old file from blocks ``was`` to ``now``, as the engine has them.

    Return whether every table came out with as many rows as it should have; nor is it right where so much
    has changed that all is sooner written.
    """
    gaps = {table: list(_gaps(was.get(table.name, ()), now[table.name])) for table in tables}
    changed = sum(gap.end - gap.first + gap.had for each in gaps.values() for gap in each)
    if changed * _HALF > sum(_number(now[table.name]) for table in tables):
        return False
    for table in tables:
        if gaps[table]:
            base.execute(definition(table, _FRESH))
            for gap in gaps[table]:
                _exchange(con, base, table, gap, now[table.name])
            base.execute(f"drop table {_FRESH}")
    return all(
        base.execute(f"select count(*) from main.{identifier(table.name)}").fetchone()
        == (_number(now[table.name]),)
        for table in tables
    )


def _number(blocks: Sequence[Block]) -> int:
    return sum(block.rows for block in blocks)


def _gaps(was: Sequence[Block], now: Sequence[Block]) -> Iterator[_Gap]:
    """Give the gaps between blocks that are in both, in their order."""
    places = {(block.rows, block.digest): place for place, block in enumerate(was)}
    place, first, end = 0, 0, 0
    for block in now:
        found = places.get((block.rows, block.digest), -1)
        if found >= place:
            if found > place or block.first > first:
                yield _Gap(first, block.first, _number(was[place:found]))
            place, first = found + 1, block.first + block.rows
        end = block.first + block.rows
    if place < len(was) or first < end:
        yield _Gap(first, end, _number(was[place:]))


def _exchange(
    con: Connection, base: sqlite3.Connection, table: Table, gap: _Gap, blocks: Sequence[Block]
) -> None:
    """Take the rows out of a gap that the engine does not have, and put in those that it has beyond them."""
    fill(con, base, table, _FRESH, f"rowid >= {gap.first} and rowid < {gap.end}")
    place = f"main.{identifier(table.name)}"
    within, given = _within(con, table, gap, blocks)
    known = _alike(key(table), "=")
    base.execute(
        f"delete from {place} as old where {within} "
        f"and not exists (select 1 from {_FRESH} as new where {known} and {_alike(table.fields, 'is')})",
        given,
    )
    base.execute(
        f"insert into {place} select * from {_FRESH} as new "
        f"where not exists (select 1 from {place} as old where {known})"
    )
    base.execute(f"delete from {_FRESH}")


def _alike(fields: Sequence[Field], sign: str) -> str:
    """Return the condition that some columns of a new and an old row are the same."""
    return " and ".join(f"new.{name} {sign} old.{name}" for name in _names(fields))


def _names(fields: Sequence[Field]) -> list[str]:
    return [identifier(stored(field)) for field in fields]


def _within(
    con: Connection, table: Table, gap: _Gap, blocks: Sequence[Block]
) -> tuple[str, tuple[object, ...]]:
    """Return the condition of old rows in a gap: keys between those of the rows before and after it."""
    row = f"({', '.join(f'old.{name}' for name in _names(key(table)))})"
    holes = f"({', '.join('?' * len(key(table)))})"
    conditions, given = ["true"], tuple[object, ...]()
    if gap.first > 0:
        conditions.append(f"{row} > {holes}")
        given += _key(con, table, gap.first - 1)
    if gap.end < _number(blocks):
        conditions.append(f"{row} < {holes}")
        given += _key(con, table, gap.end)
    return " and ".join(conditions), given


def _key(con: Connection, table: Table, row: int) -> tuple[object, ...]:
    """Return the key of a row of the engine's table, as SQLite holds it."""
    values = ", ".join(map(value, key(table)))
    found = con.execute(f"select {values} from {table.place} where rowid = {row}").fetchone()
    assert found is not None  # noqa: S101 - blocks are of this table's rows
    return tuple(found)
