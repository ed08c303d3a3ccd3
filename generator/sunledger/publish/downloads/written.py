"""The JSON of one unit or fund, written from the engine's own text: what ``accounts`` says of it holds."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from sunledger.publish.downloads.accounts import PARTS, SCHEMA
from sunledger.publish.downloads.plain import json_cell
from sunledger.publish.downloads.pouring import Plain
from sunledger.publish.downloads.said import About
from sunledger.publish.downloads.tables import Table
from sunledger.standards import LICENCE

Facts = Mapping[str, str | None]
Texts = Iterable[tuple[str, bytes]]
"""Rows as text, some at a time, each with the name under which it is to be found again."""


def arrays(table: Table) -> str:
    """Return the expression of a row as a JSON array, as bytes; amounts are strings."""
    return f"encode(concat('[', concat_ws(',', {', '.join(map(json_cell, table.fields))}), ']'))"


def joined(rows: Sequence[bytes]) -> Texts:
    """Give rows as one text, of which nothing will be found again."""
    return [("", b",\n".join(rows))] if rows else []


def write_json(
    path: Path, unit: Facts, about: About, funds: Sequence[Facts], rows: Mapping[str, Texts],
    schema: str = f"../../{SCHEMA}",
) -> Plain:  # fmt: skip
    """Write one JSON object: whose accounts and of which funds, and of each table its columns and rows."""
    head = {
        "$schema": schema,
        "unit": unit,
        "as_of": about.as_of,
        "demo": about.demo,
        "licence": LICENCE[1],
        "currency": "CNY",
        "funds": funds,
    }
    with Plain(path) as plain:
        plain.write(json.dumps(head, ensure_ascii=False).removesuffix("}").encode())
        for table in PARTS:
            columns = json.dumps([field["name"] for field in table.fields])
            plain.write(f',\n"{table.name}":{{"columns":{columns},"rows":[\n'.encode())
            between = b""
            for name, text in rows[table.name]:
                plain.write(between)
                plain.write(text, name, table.name)
                between = b",\n"
            plain.write(b"\n]}")
        plain.write(b"}\n")
    return plain
