"""Downloads of one place: each unit's own accounts with those below it, and each county's tables.

``c/<id>/ledger.csv`` holds every entry, ``c/<id>/accounts.xlsx`` the entries, the month sums and the
allocations, and so does ``c/<id>/accounts.json`` of a community or compound, as arrays of rows under the
names of their columns, amounts as strings (``accounts`` says what it promises). A county has
``c/<id>/tables.zip`` too: its rows of every table. There are thousands of communities and compounds, so
each row leaves the engine once, in each form, for a compound and the community above it; what stands
higher is written table by table.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sunledger.engine import Connection
from sunledger.publish.downloads.accounts import PARTS, SCHEMA
from sunledger.publish.downloads.archive import write_archive
from sunledger.publish.downloads.package import descriptor, resource
from sunledger.publish.downloads.parts import Part
from sunledger.publish.downloads.plain import csv_cell, json_cell, write_csv
from sunledger.publish.downloads.said import About
from sunledger.publish.downloads.sheet import row_xml
from sunledger.publish.downloads.shelf import Download, measured
from sunledger.publish.downloads.tables import Table, all_tables, county_filter
from sunledger.publish.downloads.workbook import Rows, rows_as_sheet, write_workbook
from sunledger.standards import LICENCE

_CHUNK = 64
_BELOW = (
    "fund_id in (select funds.fund_id from open.funds as funds "
    "join derived.lineage as places using (community_id) where places.ancestor_id = $unit)"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit whose own accounts, or those below it, have a fund."""

    unit: str
    name: str
    name_en: str | None
    funds: tuple[str, ...]


def units(con: Connection) -> tuple[list[tuple[Unit, ...]], tuple[Unit, ...]]:
    """Give communities and compounds, some at a time, and then the larger units."""
    found = con.execute(
        "select units.community_id, units.name, units.name_en, list(funds.fund_id order by funds.fund_id), "
        "units.level in ('community', 'compound') from open.communities as units "
        "join derived.lineage as places on places.ancestor_id = units.community_id "
        "join open.funds as funds on funds.community_id = places.community_id "
        "group by units.community_id, units.name, units.name_en, units.level "
        "order by units.community_id"
    ).fetchall()
    small, large = (
        [Unit(unit, name, name_en, tuple(funds)) for unit, name, name_en, funds, is_small in found
         if is_small == wanted]
        for wanted in (True, False)
    )  # fmt: skip
    chunks = [tuple(small[start : start + _CHUNK]) for start in range(0, len(small), _CHUNK)]
    return chunks, tuple(large)


def write_small(con: Connection, site: Path, about: About, chunk: Sequence[Unit]) -> list[Download]:
    """Write the files of some communities and compounds."""
    parts = {table.name: _texts(con, table, chunk) for table in PARTS}
    funds = _funds(con, chunk)
    header = ",".join(field["name"] for field in PARTS[0].fields)
    done = []
    for unit in chunk:
        folder = _folder(site, unit)
        held = {
            name: list(itertools.chain.from_iterable(rows.get(fund, ()) for fund in unit.funds))
            for name, rows in parts.items()
        }
        csv, xlsx, jsn = (folder / name for name in ("ledger.csv", "accounts.xlsx", "accounts.json"))
        csv.write_bytes("\n".join([header, *(row.csv for row in held["ledger"]), ""]).encode())
        sheets = [
            Rows(each, len(rows), (row.sheet for row in rows))
            for each, rows in zip(PARTS, held.values(), strict=True)
        ]
        write_workbook(xlsx, about.named(unit.name), about.as_of, about.lines(unit.name), sheets)
        jsn.write_bytes(_json(_head(unit, about, funds), held).encode())
        done += [measured(site, path, "unit", unit.unit, len(held["ledger"])) for path in (csv, xlsx, jsn)]
    return done


def write_large(con: Connection, site: Path, about: About, unit: Unit) -> list[Download]:
    """Write the files of a county or subdistrict."""
    folder = _folder(site, unit)
    csv, xlsx = folder / "ledger.csv", folder / "accounts.xlsx"
    rows = write_csv(con, PARTS[0], csv, _BELOW, unit=unit.unit)
    sheets = [rows_as_sheet(con, table, _below(con, table, unit), _BELOW, unit=unit.unit) for table in PARTS]
    write_workbook(xlsx, about.named(unit.name), about.as_of, about.lines(unit.name), sheets)
    return [measured(site, path, "unit", unit.unit, rows) for path in (csv, xlsx)]


def _below(con: Connection, table: Table, unit: Unit) -> int:
    """Count the rows of a unit and those below it."""
    found = con.execute(f"select count(*) from {table.place} where {_BELOW}", {"unit": unit.unit}).fetchone()
    return int(found[0]) if found else 0


def write_county(con: Connection, site: Path, about: About, county: Part) -> list[Download]:
    """Write the ZIP of a county's tables; those without a row are left out."""
    target = site / "c" / county.part / "tables.zip"
    target.parent.mkdir(parents=True, exist_ok=True)
    files, resources, total = [], [], 0
    with TemporaryDirectory(dir=site.parent, prefix="county-") as scratch:
        for table in all_tables():
            where = county_filter(table)
            path = Path(scratch) / f"{table.name}.csv"
            rows = write_csv(con, table, path, where, county=county.part) if where else 0
            if rows:
                files.append(path)
                resources.append(resource(table, path, links=False))
                total += rows
        described = descriptor(about, county, [county], resources)
        write_archive(target, files, described, about, county.name)
    return [measured(site, target, "county", county.part, total)]


@dataclass(frozen=True, slots=True)
class _Row:
    """One row in each form."""

    csv: str
    json: str
    sheet: str


def _texts(con: Connection, table: Table, chunk: Sequence[Unit]) -> dict[str, list[_Row]]:
    """Read the rows of some units' funds as finished text, fund by fund in the order of the key."""
    line = f"concat_ws(',', {', '.join(map(csv_cell, table.fields))})" if table == PARTS[0] else "''"
    array = f"concat('[', concat_ws(',', {', '.join(map(json_cell, table.fields))}), ']')"
    found = con.execute(
        f"select fund_id, {line}, {array}, {row_xml(table)} from {table.place} "
        f"where fund_id in (select unnest($funds)) order by {table.order}",
        {"funds": sorted({fund for unit in chunk for fund in unit.funds})},
    ).fetchall()
    return {
        fund: [_Row(*row[1:]) for row in rows]
        for fund, rows in itertools.groupby(found, key=lambda row: str(row[0]))
    }


def _funds(con: Connection, chunk: Sequence[Unit]) -> dict[str, dict[str, str | None]]:
    """Read what the funds of some units are called."""
    names = ("fund_id", "community_id", "kind", "name", "name_en")
    found = con.execute(
        f"select {', '.join(names)} from open.funds where fund_id in (select unnest($funds))",
        {"funds": sorted({fund for unit in chunk for fund in unit.funds})},
    ).fetchall()
    return {row[0]: dict(zip(names, row, strict=True)) for row in found}


def _head(unit: Unit, about: About, funds: dict[str, dict[str, str | None]]) -> dict[str, Any]:
    """Say whose accounts a unit's JSON holds, and of which funds."""
    return {
        "$schema": f"../../{SCHEMA}",
        "unit": {"id": unit.unit, "name": unit.name, "name_en": unit.name_en},
        "as_of": about.as_of,
        "demo": about.demo,
        "licence": LICENCE[1],
        "currency": "CNY",
        "funds": [funds[fund] for fund in unit.funds],
    }


def _json(head: dict[str, Any], held: dict[str, list[_Row]]) -> str:
    """Write a unit as one JSON object: its head, and of each table the names of its columns and its rows."""
    parts = [
        f'"{table.name}":{{"columns":{json.dumps([field["name"] for field in table.fields])},"rows":[\n'
        + ",\n".join(row.json for row in held[table.name])
        + "\n]}"
        for table in PARTS
    ]
    first = json.dumps(head, ensure_ascii=False).removesuffix("}")
    return first + ",\n" + ",\n".join(parts) + "}\n"


def _folder(site: Path, unit: Unit) -> Path:
    folder = site / "c" / unit.unit
    folder.mkdir(parents=True, exist_ok=True)
    return folder
