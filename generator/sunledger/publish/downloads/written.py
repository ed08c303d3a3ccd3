"""The JSON of one unit or fund, written from the engine's own text: what ``accounts`` says of it holds."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from sunledger.publish.downloads.accounts import PARTS, SCHEMA
from sunledger.publish.downloads.plain import json_cell
from sunledger.publish.downloads.said import About
from sunledger.publish.downloads.tables import Table
from sunledger.standards import LICENCE

Facts = Mapping[str, str | None]

_BATCH = 4096


def array(table: Table) -> str:
    """Return the expression of a row as a JSON array, as bytes; amounts are strings."""
    return f"encode(concat('[', concat_ws(',', {', '.join(map(json_cell, table.fields))}), ']'))"


def write_json(

    path: Path, unit: Facts, about: About, funds: Sequence[Facts],
    rows: Mapping[str, Iterator[bytes]], schema: str = f"../../{SCHEMA}",
) -> None:  # fmt: skip
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
    with path.open("wb") as stream:
        stream.write(json.dumps(head, ensure_ascii=False).removesuffix("}").encode())
        for table in PARTS:
            columns = json.dumps([field["name"] for field in table.fields])
            stream.write(f',\n"{table.name}":{{"columns":{columns},"rows":[\n'.encode())
            waiting = iter(rows[table.name])
            stream.write(next(waiting, b""))
            while batch := [*islice(waiting, _BATCH)]:
                stream.write(b",\n" + b",\n".join(batch))
            stream.write(b"\n]}")
        stream.write(b"}\n")
