"""Tables as CSV, JSON and Parquet, in the order of their keys, every cell written by the engine.

CSV is the canonical form: UTF-8 without a byte order mark. Text that a spreadsheet would run as a
formula gets an apostrophe there, and only there: figures stay figures, and JSON and Parquet hold the
text as it is, since nothing runs it. Parquet states every type: money is DECIMAL(18,2), never
floating point. Same rows, same bytes, whatever the number of threads: Parquet holds neither clock nor
path, only the version of the engine that wrote it.
"""

from __future__ import annotations

from pathlib import Path

from sunledger.engine import Connection, identifier, literal
from sunledger.publish.downloads.blocks import Rows
from sunledger.publish.downloads.pouring import NONE, Held, Plain, poured
from sunledger.publish.downloads.tables import Field, Table

_FORMULA = r"'^[=+\-@＝＋－＠\t\r]'"

_PARQUET = "format parquet, compression zstd, row_group_size 65536"

_TYPES = {"integer": "bigint", "year": "integer", "date": "date", "boolean": "boolean"}


def write_csv(con: Connection, rows: Rows, path: Path, held: Held[bytes] = NONE) -> Plain:
    """Write rows as CSV, but for the blocks that are ``held``."""
    fields = rows.table.fields
    with Plain(path) as plain:
        plain.write((",".join(field["name"] for field in fields) + "\n").encode())
        for name, text in poured(con, rows, csv_line(rows.table), held, b"".join):
            plain.write(text, name)
    return plain


def write_json(con: Connection, rows: Rows, path: Path, held: Held[bytes] = NONE) -> Plain:
    """Write rows as a JSON array of objects, but for the blocks that are ``held``."""
    cells = ", ".join(f"{name} := {name}" for name in _names(rows.table))
    line = f"encode(cast(to_json(struct_pack({cells})) as varchar))"
    with Plain(path) as plain:
        between = b"[\n"
        for name, text in poured(con, rows, line, held, b",\n".join):
            plain.write(between)
            plain.write(text, name)
            between = b",\n"
        plain.write(b"\n]\n" if rows.number else b"[]\n")
    return plain


def write_parquet(con: Connection, table: Table, path: Path) -> None:
    """Write a whole table as Parquet."""
    typed = ", ".join(
        f"cast({name} as {_type(field)}) as {name}"
        for name, field in zip(_names(table), table.fields, strict=True)
    )
    con.execute(f"copy (select {typed} from {table.place}) to {literal(str(path))} ({_PARQUET})")


def _names(table: Table) -> list[str]:
    return [identifier(field["name"]) for field in table.fields]


def csv_line(table: Table) -> str:
    """Return the expression of a row as a line of CSV, in bytes."""
    return f"encode(concat_ws(',', {', '.join(map(csv_cell, table.fields))}) || chr(10))"


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
