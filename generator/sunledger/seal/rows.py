"""The rows of the accounts as they were first published, in the one form that is hashed.

A row's form is its filled cells, ``column=value`` a line, columns in order of their names: a column
that is added later and left blank changes nothing, nor does the order of rows and columns or the
file a row stands in. Values are typed first, so 1200.0 and 1200.00 are one amount. Corrections are
undone by the oldest recorded value of each cell; that later ones follow on is a rule of its own.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sunledger import sqlfiles
from sunledger.engine import Connection, identifier, literal, sql_type
from sunledger.resources import load_schema

UNSEALED = {("audits", "rectified")}
"""Cells that go on changing by their nature: how many findings of an audit are mended by now."""

NEVER_CORRECTED = "claims"
"""Snapshots of what was published elsewhere: a correction of one is not undone but refused."""

DUE = sqlfiles.parse(Path(__file__).with_name("due.sql"))


def datasets() -> tuple[str, ...]:
    """Return the datasets whose rows are sealed."""
    return DUE.reads


def create_due(con: Connection) -> None:
    """Create ``meta.seal_due``: which rows can be sealed, with which month, and what closes with them."""
    con.execute(f"create or replace table meta.seal_due as {DUE.query}")


def create_forms(con: Connection, table: str, source: str) -> None:
    """Create a table of every sealable row's form from the datasets in schema ``source``.

    Columns: ``dataset``, ``row_key`` as it is now, ``listed_key`` as first published, ``form``,
    ``file`` and ``line``. ``source`` must hold ``corrections`` and every dataset of :func:`datasets`.
    """
    con.execute(
        f"create or replace table {table} (dataset varchar, row_key varchar, listed_key varchar, "
        "form varchar, file varchar, line integer)"
    )
    for dataset in datasets():
        con.execute(f"insert into {table} {_forms(con, source, dataset)}")


def key(dataset: str) -> str:
    """Return the SQL expression of a row's key, as corrections and seals write it."""
    parts = load_schema(dataset)["primaryKey"]
    return " || '/' || ".join(f"cast({identifier(part)} as varchar)" for part in parts)


def _forms(con: Connection, source: str, dataset: str) -> str:
    schema = load_schema(dataset)
    fields = {field["name"]: field for field in schema["fields"]}
    named = [] if dataset == NEVER_CORRECTED else [row[0] for row in con.execute(
        f'select distinct "column" from {source}.corrections where dataset = ? order by all', [dataset]
    ).fetchall() if row[0] in fields]  # fmt: skip
    values = {
        name: _first(name, sql_type(fields[name]), is_key=name in schema["primaryKey"])
        if name in named
        else f"held.{identifier(name)}"
        for name in fields
    }
    listed = " || '/' || ".join(f"cast({values[part]} as varchar)" for part in schema["primaryKey"])
    lines = ", ".join(
        _line(field, values[name])
        for name, field in sorted(fields.items())
        if (dataset, name) not in UNSEALED
    )
    joins = " ".join(
        f"left join firsts as {_alias(name)} on {_alias(name)}.row_key = held.held_key "
        f"and {_alias(name)}.named = {literal(name)}"
        for name in named
    )
    return (
        f'with firsts as (select row_key, "column" as named, old_value from {source}.corrections '
        f"where dataset = {literal(dataset)} qualify row_number() over (partition by row_key, named "
        "order by corrected_on, len(correction_id), correction_id) = 1), "
        f"held as (select *, {key(dataset)} as held_key from {source}.{dataset}) "
        f"select {literal(dataset)}, held_key, {listed}, concat({lines}), file, line from held {joins}"
    )


def _first(name: str, type_: str, *, is_key: bool) -> str:
    """Give a cell as first published: the old value of its first correction.

    A blank old value of a key says that the row was added later; its key stays.
    """
    corrected = f"{_alias(name)}.row_key is not null"
    if is_key:
        corrected += f" and {_alias(name)}.old_value is not null"
    old = f"try_cast({_alias(name)}.old_value as {type_})"
    return f"case when {corrected} then {old} else held.{identifier(name)} end"


def _alias(name: str) -> str:
    return identifier(f"first {name}")


def _line(field: dict[str, Any], value: str) -> str:
    """Give ``name=value`` and a line end, or null for a blank cell."""
    text = f"cast({value} as varchar)"
    if field["type"] == "number":
        text = f"case when contains({text}, '.') then rtrim(rtrim({text}, '0'), '.') else {text} end"
    elif field["type"] == "string":
        text = rf"replace(replace({text}, '\', '\\'), chr(10), '\n')"
    return f"{literal(field['name'] + '=')} || {text} || chr(10)"
