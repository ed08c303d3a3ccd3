"""What is published: every dataset in its publishable form, every derived table, and two flat tables.

The flat tables (``simple``) hold what most people want with every name and label written in; here
their values are only brought together, no figure is computed. Nothing below reads the schema
``data``, so nothing that is withheld can come into a download.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sunledger import engine, sqlfiles
from sunledger.engine import Connection, identifier
from sunledger.resources import dataset_names, derived_names, load_schema, simple_names

SCHEMA = "simple"
"""Where the flat tables stand, beside those that pages are made from."""
SIMPLE = Path(__file__).parent / "simple"
"""The queries of the flat tables, written for either engine: the SQLite file has them as views."""

_BATCH = 4096
_FOLDER = "split_part(file, '/', 2)"
"""The expression of the county whose folder holds a row."""

Field = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it is published: its columns and their order are those of its schema."""

    name: str
    source: str
    """``simple``, ``open`` or ``derived``: the engine's schema it stands in."""

    @property
    def schema(self) -> dict[str, Any]:
        """Return its Table Schema."""
        return load_schema(self.name)

    @property
    def fields(self) -> list[Field]:
        """Return its columns' descriptions."""
        fields: list[Field] = self.schema["fields"]
        return fields

    @property
    def place(self) -> str:
        """Return its name in SQL."""
        return f"{self.source}.{identifier(self.name)}"

    @property
    def order(self) -> str:
        """Return the columns of its key: no two rows share them, so the order is the same everywhere."""
        return ", ".join(identifier(name) for name in self.schema["primaryKey"])


def answered(con: Connection) -> Iterator[tuple[Any, ...]]:
    """Give the rows of what a connection was asked last, never all of them at once."""
    while batch := con.fetchmany(_BATCH):
        yield from batch


def all_tables() -> tuple[Table, ...]:
    """Return every table: the flat ones, the datasets, the derived ones."""
    return (
        *(Table(name, "simple") for name in simple_names()),
        *(Table(name, "open") for name in dataset_names()),
        *(Table(name, "derived") for name in derived_names()),
    )


def hand_over(con: Connection, work_db: Path) -> None:
    """Write what pages and downloads are made from, the rows of each table in the order of its key."""
    _create_simple(con)
    orders = {table.place: table.order for table in all_tables() if table.source != SCHEMA}  # those lie so
    engine.hand_over(con, work_db, (*engine.HANDED_OVER, SCHEMA), orders)


def _create_simple(con: Connection) -> None:
    """Describe the flat tables in schema ``simple``, and make its ``codes``: every code with its labels."""
    con.execute(f"create schema {SCHEMA}")
    con.execute(
        "create table simple.codes (table_name varchar, column_name varchar, position integer, "
        "value varchar, label varchar, label_en varchar)"
    )
    found = list(codes())
    con.execute(
        f"insert into simple.codes values {', '.join(['(?, ?, ?, ?, ?, ?)'] * len(found))}",
        [cell for row in found for cell in row],
    )
    for name, file in sqlfiles.load(SIMPLE).items():
        con.execute(f"create view simple.{identifier(name)} as {file.query}")


def codes() -> list[tuple[str, str, int, str, str, str]]:
    """Return every code of every table: table, column, position, value, Chinese and English label."""
    return [
        (table.name, field["name"], position, code["value"], code["label"], code["label_en"])
        for table in all_tables()
        for field in table.fields
        for position, code in enumerate(field.get("categories", ()), 1)
    ]


def county_of(table: Table) -> str | None:
    """Return the expression of the county whose row it is; ``None`` for sums over counties.

    A dataset's row is of the county whose folder holds it; a derived row is of the county it names,
    of its community's, or of that of the first row it refers to.
    """
    if said := _own_county(table):
        return said
    if led := _led_to_county(table):
        column, places = led
        return f"(select any_value(places.county) from ({places}) as places where places.id = held.{column})"
    return None


def of_county(table: Table) -> str | None:
    """Return the condition of the rows of ``$county``; ``None`` for sums over counties."""
    if said := _own_county(table):
        return f"{said} = $county"
    if led := _led_to_county(table):
        column, places = led
        return f"{column} in (select places.id from ({places}) as places where places.county = $county)"
    return None


def _own_county(table: Table) -> str | None:
    """Return the expression of a county that a row itself tells."""
    if table.source == "open":
        return _FOLDER
    return "county_id" if any(field["name"] == "county_id" for field in table.fields) else None


def _led_to_county(table: Table) -> tuple[str, str] | None:
    """Return the column that leads to a row's county, and the query of its values with their counties."""
    if any(field["name"] == "community_id" for field in table.fields):
        return "community_id", (
            "select community_id as id, county_id as county from derived.lineage where distance = 0"
        )
    for link in table.schema.get("foreignKeys", ()):
        (column,), target = link["fields"], link["reference"]
        name, key = identifier(target["resource"]), identifier(target["fields"][0])
        return identifier(column), f"select {key} as id, {_FOLDER} as county from open.{name}"
    return None
