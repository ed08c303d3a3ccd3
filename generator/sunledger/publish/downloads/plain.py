"""Tables as CSV, JSON and Parquet, written by the engine in the order of their keys.

CSV is the canonical form: UTF-8 without a byte order mark. Text that a spreadsheet would run as a
formula gets an apostrophe there, and only there: figures stay figures, and JSON and Parquet hold the
text as it is, since nothing runs it. Parquet states every type: money is DECIMAL(18,2), never
floating point. Same rows, same bytes, whatever the number of threads: Parquet holds neither clock nor
path, only the version of the engine that wrote it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sunledger.engine import Connection, identifier, literal
from sunledger.publish.downloads.tables import Field, Table

_FORMULA = r"'^[=+\-@＝＋－＠\t\r]'"

CSV = "format csv, header true, delimiter ',', quote '\"', escape '\"'"
_JSON = "format json, array true"
_PARQUET = "format parquet, compression zstd, row_group_size 65536"

_TYPES = {"integer": "bigint", "year": "integer", "date": "date", "boolean": "boolean"}


def write_plain(con: Connection, table: Table, folder: Path) -> int:
    """Write ``<table>.csv``, ``.json`` and ``.parquet`` into ``folder``; return the number of rows."""
    rows = write_csv(con, table, folder / f"{table.name}.csv")
    plain = ", ".join(identifier(field["name"]) for field in table.fields)
    typed = ", ".join(
        f"cast({identifier(field['name'])} as {_type(field)}) as {identifier(field['name'])}"
        for field in table.fields
    )
    _copy(con, table, plain, folder / f"{table.name}.json", _JSON)
    _copy(con, table, typed, folder / f"{table.name}.parquet", _PARQUET)
    return rows


def write_csv(con: Connection, table: Table, path: Path, where: str = "true", **given: Any) -> int:
    """Write the rows for which ``where`` holds as CSV; return how many there are."""
    columns = ", ".join(f"{neutral(field)} as {identifier(field['name'])}" for field in table.fields)
    return _copy(con, table, columns, path, CSV, where, given)


def neutral(field: Field) -> str:
    """Return a column's expression in CSV: free text that begins like a formula gets an apostrophe."""
    name = identifier(field["name"])
    if not field.get("freeText"):
        return name
    return f"case when regexp_matches({name}, {_FORMULA}) then '''' || {name} else {name} end"


def csv_cell(field: Field) -> str:
    """Return the expression of one cell as it stands in a CSV line; blank for null."""
    value = neutral(field)
    if field["type"] != "string":
        return f"coalesce(cast({value} as varchar), '')"
    return (
        f"coalesce(case when regexp_matches({value}, '[\",\\r\\n]') "
        f"then '\"' || replace({value}, '\"', '\"\"') || '\"' else {value} end, '')"
    )


def json_cell(field: Field) -> str:
    """Return the expression of one cell in a JSON array, exact to the last digit: amounts are strings."""
    name = identifier(field["name"])
    if field.get("unit") == "yuan":
        return f"coalesce('\"' || cast(cast({name} as decimal(38, 2)) as varchar) || '\"', 'null')"
    if field["type"] in ("number", "integer", "year", "boolean"):
        return f"coalesce(cast({name} as varchar), 'null')"
    if field.get("freeText"):
        return f"coalesce(cast(to_json({name}) as varchar), 'null')"
    return f"coalesce('\"' || cast({name} as varchar) || '\"', 'null')"


def _type(field: Field) -> str:
    if field["type"] == "number":
        return f"decimal(18, {field.get('decimals', 4)})"
    return _TYPES.get(field["type"], "varchar")


def _copy(
    con: Connection, table: Table, columns: str, path: Path, form: str, where: str = "true",
    given: dict[str, Any] | None = None,
) -> int:  # fmt: skip
    written = con.execute(
        f"copy (select {columns} from {table.place} as held where {where} order by {table.order}) "
        f"to {literal(str(path))} ({form})",
        given or {},
    ).fetchone()
    return int(written[0]) if written else 0
