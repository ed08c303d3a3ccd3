"""What stands in the SQLite file: its tables, indexes and views, and values as it stores them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from sunledger import sqlfiles
from sunledger.engine import identifier
from sunledger.publish.downloads.tables import SIMPLE, Field, Table
from sunledger.resources import dataset_names, derived_names, load_schema

_VIEWS = Path(__file__).parent / "views"
_TYPES = {"integer": "INTEGER", "year": "INTEGER", "boolean": "INTEGER", "number": "REAL"}

DICTIONARY = (
    "create table about (line TEXT not null primary key, text TEXT not null) without rowid",
    """create table dictionary (
  table_name TEXT not null, position INTEGER not null, column_name TEXT not null, stored_as TEXT not null,
  title TEXT not null, title_en TEXT not null, type TEXT not null, unit TEXT,
  description TEXT not null, description_en TEXT not null,
  primary key (table_name, position)
) without rowid""",
    """create table counties (
  county_id TEXT not null primary key, name TEXT, name_en TEXT, as_of TEXT
) without rowid""",
    """create table codes (
  table_name TEXT not null, column_name TEXT not null, position INTEGER not null, value TEXT not null,
  label TEXT not null, label_en TEXT not null,
  primary key (table_name, column_name, value)
) without rowid""",
)
"""The tables that explain the others."""


def views() -> Iterator[str]:
    """Give the definition of every view, the flat tables among them."""
    queries = {name: _translated(file.query) for name, file in sqlfiles.load(SIMPLE).items()}
    queries |= {name: file.query for name, file in sqlfiles.load(_VIEWS).items()}
    for name, query in sorted(queries.items()):
        yield f"create view {identifier(name)} as {query}"


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


def value(field: Field) -> str:
    """Return the engine's expression of a column as SQLite holds it."""
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


def key(table: Table) -> list[Field]:
    """Return the columns of a table's key."""
    fields = {field["name"]: field for field in table.fields}
    return [fields[name] for name in table.schema["primaryKey"]]


def definition(table: Table, place: str) -> str:
    """Return the definition of a table that stands in ``place``."""
    keys = [field["name"] for field in key(table)]
    lines = [
        f"{identifier(stored(field))} {_type(field)}" + (" not null" if field["name"] in keys else "")
        for field in table.fields
    ]
    lines.append("primary key (" + ", ".join(map(identifier, keys)) + ")")
    lines += [
        f"foreign key ({identifier(column)}) references {identifier(target)} ({identifier(wanted)})"
        for column, target, wanted in references(table)
    ]
    return f"create table {place} (\n  " + ",\n  ".join(lines) + "\n) without rowid"


def references(table: Table) -> Iterator[tuple[str, str, str]]:
    """Give column, table and column of every reference to a single-column key.

    A scheme's key is three columns, and funds name only the first: that reference is left to the index.
    """
    for link in table.schema.get("foreignKeys", ()):
        target = link["reference"].get("resource", table.name)
        if load_schema(target)["primaryKey"] == link["reference"]["fields"]:
            yield link["fields"][0], target, link["reference"]["fields"][0]


def indexes(table: Table) -> Iterator[str]:
    """Give the definitions of a table's indexes.

    What refers elsewhere has one, and so has the month, unless the key begins with it.
    """
    keys = {load_schema(name)["primaryKey"][0] for name in dataset_names()}
    linked = {link["fields"][0] for link in table.schema.get("foreignKeys", ())}
    first = table.schema["primaryKey"][0]
    columns = [
        field["name"]
        for field in table.fields
        if field["name"] != first and (field["name"] in keys | linked or field["name"] == "month")
    ]
    for number, column in enumerate(columns, 1):
        index = identifier(f"{table.name}_{number}")
        yield f"create index {index} on {identifier(table.name)} ({identifier(column)})"


def _type(field: Field) -> str:
    if field.get("unit") == "yuan":
        return "INTEGER"
    return _TYPES.get(field["type"], "TEXT")
