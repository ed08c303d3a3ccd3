"""Two judges of the same files: the program's fast path and frictionless, reading them from disk as anyone would."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any
from unittest.mock import patch

import frictionless
from frictionless import formats

from sunledger import resources
from sunledger.check import conform
from sunledger.engine import identifier, sql_type
from sunledger.model import Reading, Severity
from sunledger.read import read
from tests.check.random_schemas import Schema

MINIMAL = {
    "renamings": ("renaming_id", "former_id"), "organisations": ("organisation_id", "uscc"), "funds": ("fund_id",),
    "revenue": ("entry_id",), "disbursements": ("payment_id",),
}  # fmt: skip
"""Datasets that the checks look for by name, and the columns they look into."""

Values = list[tuple[Any, ...]]


@contextmanager
def schemas(*given: Schema) -> Iterator[None]:
    """Let the program know these schemas and no others."""
    bare = [
        {"name": name, "title": "表", "title_en": "Table", "primaryKey": [columns[0]],
         "fields": [{"name": column, "type": "string", "title": "列", "title_en": "Column"} for column in columns]}
        for name, columns in MINIMAL.items()
    ]  # fmt: skip
    cached = (resources.dataset_names, resources.load_schema)
    with tempfile.TemporaryDirectory() as name, patch.object(resources, "root", lambda: Path(name)):
        folder = Path(name) / "schemas"
        folder.mkdir()
        for schema in (*given, *bare):
            (folder / f"{schema['name']}.json").write_text(json.dumps(schema), encoding="utf-8")
        for function in cached:
            function.cache_clear()
        try:
            yield
        finally:
            for function in cached:
                function.cache_clear()


def ours(data: Path, scratch: Path) -> tuple[dict[str, set[str]], dict[str, Values]]:
    """Return the errors of each file that was read or refused, and the values of those without any."""
    scratch.mkdir()
    reading = read(data, scratch)
    checked = conform(reading)
    faults: dict[str, set[str]] = {source.file: set() for source in reading.files}
    for found in checked.findings:
        if found.severity is Severity.ERROR:
            faults.setdefault(found.file, set()).add(found.rule)
    values = {
        source.file: _values(reading, source.file, source.dataset)
        for source in reading.files
        if not faults[source.file]
    }
    reading.con.close()
    return faults, values


def _values(reading: Reading, file: str, dataset: str) -> Values:
    """Return a clean file's rows in order, in the columns of its schema."""
    there = reading.con.execute(
        "select 1 from duckdb_tables() where schema_name = 'data' and table_name = ?", [dataset]
    ).fetchone()
    cells = ", ".join(
        f"cast({identifier(field['name'])} as {sql_type(field)})"
        for field in resources.load_schema(dataset)["fields"]
    )
    table = f"{'data' if there else 'raw'}.{dataset}"
    return reading.con.execute(f"select {cells} from {table} where file = ? order by line", [file]).fetchall()


def theirs(path: Path, schema: Schema, target: tuple[Path, Schema] | None) -> list[str]:
    """Return the types of the errors that frictionless finds in a file; references lead into ``target``, if given."""
    found = _package(path, schema, target).validate(limit_errors=1_000_000)
    errors = [error.type for error in found.errors]
    return errors + [
        error.type for task in found.tasks if task.name == schema["name"] for error in task.errors
    ]


def their_values(path: Path, schema: Schema) -> Values:
    """Return the rows of a file as frictionless reads them, in the columns of the schema."""
    (resource,) = _package(path, schema, None).resources
    assert isinstance(resource, frictionless.resources.TableResource)
    with resource:
        return [
            tuple(_one_form(row[field["name"]]) for field in schema["fields"]) for row in resource.row_stream
        ]


def one_form(values: Values) -> Values:
    """Bring values into a form in which both judges' can be compared."""
    return [tuple(_one_form(value) for value in row) for row in values]


def _one_form(value: Any) -> Any:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return Decimal(value)
    if isinstance(value, tuple):
        year, month = value
        return f"{year}-{month:02}"
    return value


def _package(path: Path, schema: Schema, target: tuple[Path, Schema] | None) -> frictionless.Package:
    judged = schema if target else {key: value for key, value in schema.items() if key != "foreignKeys"}
    parts = [(path, judged), *([target] if target and target[1]["name"] != schema["name"] else [])]
    return frictionless.Package(
        resources=[
            frictionless.resources.TableResource(
                name=described["name"], path=part.name, basepath=str(part.parent), format="csv", encoding="utf-8", schema=frictionless.Schema.from_descriptor(described),
                dialect=frictionless.Dialect(controls=[_control()]),
            )
            for part, described in parts
        ]
    )  # fmt: skip


def _control() -> formats.CsvControl:
    """Give the dialect of RFC 4180 in full; frictionless guesses whatever is left out."""
    control = formats.CsvControl(
        delimiter=",", line_terminator="\r\n", quote_char='"', double_quote=True, skip_initial_space=False
    )
    control.set_not_defined("escape_char", None)
    return control
