"""derive: all arithmetic. One SQL file per derived table; nothing after this stage computes a figure.

``tables/`` holds the derived tables in ``derived``; ``open/`` the publishable form of datasets that
hold more than may be published, as views in ``open`` beside a plain view of every other dataset.
"""

from __future__ import annotations

import functools
from collections.abc import Collection
from pathlib import Path

from sunledger import sqlfiles
from sunledger.abreast import Piece, abreast
from sunledger.derive import context
from sunledger.derive.tables import create, create_empty, create_view, drop_views, standing
from sunledger.engine import Connection, fill
from sunledger.model import Reading
from sunledger.resources import dataset_names
from sunledger.sqlfiles import SqlFile

__all__ = ["derive", "tables"]

_HERE = Path(__file__).parent


@functools.cache
def tables() -> dict[str, SqlFile]:
    """Return every derived table's SQL file, by name."""
    return sqlfiles.load(_HERE / "tables")


def derive(reading: Reading, unclean: frozenset[str], wanted: frozenset[str] | None = None) -> frozenset[str]:
    """Create every derived table that rests on clean datasets alone; return their names.

    ``data.<dataset>`` must stand for every dataset not in ``unclean``. Money stays DECIMAL(18,2);
    each table has exactly the columns of its schema under ``schemas/derived/``. ``wanted`` limits the
    work to some tables and what they rest on, those that say so as views; without it every table is one, and
    the publishable views are made too. What an earlier call made is left as it is, but for such views.
    """
    con = reading.con
    if unclean & {"communities", "funds", "revenue", "disbursements", "statements"}:
        return frozenset()
    context.create(reading)
    files = tables()
    chosen = sqlfiles.closure(wanted & files.keys(), files) if wanted is not None else frozenset(files)
    if wanted is None:
        drop_views(con)
    made = standing(con)
    filled = {*made, *context.filled(con), *(source.dataset for source in reading.files if source.rows)}
    chosen = _asked_for(wanted, files, filled) if wanted is not None else frozenset(files)
    todo = [
        file for file in sqlfiles.in_order({name: files[name] for name in chosen - made})
        if not sqlfiles.grounds(file.name, files) & unclean
    ]  # fmt: skip

    def make(file: SqlFile, con: Connection) -> None:
        if not file.can_have_rows(filled):
            create_empty(con, file.name)
        elif wanted is not None and file.is_a_view_for_rules:
            create_view(con, file)
            filled.add(file.name)
        elif create(con, file):
            filled.add(file.name)

    abreast(con, [Piece(file.name, functools.partial(make, file), frozenset(file.reads)) for file in todo])
    made |= {file.name for file in todo}
    if wanted is None and not unclean:
        _open(con)
        _describe(con, files)
    return frozenset(made)


def _asked_for(wanted: frozenset[str], files: dict[str, SqlFile], filled: Collection[str]) -> frozenset[str]:
    """Return the tables wanted and what they rest on, less what only tables that can't have a row rest on."""
    possible = set(filled)
    for file in sqlfiles.in_order(files):
        if file.can_have_rows(possible):
            possible.add(file.name)
    queried = sqlfiles.closure(wanted, {name: file for name, file in files.items() if name in possible})
    read = {name for each in queried for name in files[each].reads}
    return (wanted | queried | read) & files.keys()


def _open(con: Connection) -> None:
    files = sqlfiles.load(_HERE / "open")
    for dataset in dataset_names():
        query = files[dataset].query if dataset in files else f"select * from data.{dataset}"
        con.execute(f"create view open.{dataset} as {query}")


def _describe(con: Connection, files: dict[str, SqlFile]) -> None:
    con.execute(
        "create or replace table meta.tables (name varchar, title_zh varchar, title_en varchar, "
        "why_zh varchar, why_en varchar, grain varchar, reads varchar, sql varchar)"
    )
    keys = ("title_zh", "title_en", "why_zh", "why_en", "grain", "reads")
    fill(con, "meta.tables", [
        (file.name, *(file.facts.get(key, "") for key in keys), file.query) for file in files.values()
    ])  # fmt: skip
