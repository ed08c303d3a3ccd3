"""Downloads of one place: each unit's own accounts with those below it, and each county's tables.

``c/<id>/ledger.csv`` holds every entry, described by ``c/<id>/datapackage.json``; ``c/<id>/accounts.xlsx``
the entries, the month sums and the allocations, and so do ``c/<id>/accounts.json`` and, of one fund alone,
``c/<id>/funds/<fund>.json`` (``written``). A county has ``c/<id>/tables.zip`` too: its rows of every table.
There are thousands of communities and compounds, so units are written many at a time: each row leaves the
engine once, in each form, for all of them that have it. Only units with very many rows are written alone,
table by table.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from sunledger.engine import Connection, filled
from sunledger.model import Download
from sunledger.publish.downloads.accounts import PARTS, SCHEMA
from sunledger.publish.downloads.archive import write_archive
from sunledger.publish.downloads.package import NAME as DESCRIPTION
from sunledger.publish.downloads.package import descriptor, resource, sha256
from sunledger.publish.downloads.parts import Part
from sunledger.publish.downloads.plain import csv_cell, write_csv
from sunledger.publish.downloads.said import About
from sunledger.publish.downloads.sheet import placed, row_xml
from sunledger.publish.downloads.shelf import measured
from sunledger.publish.downloads.tables import Table, all_tables, answered, of_county
from sunledger.publish.downloads.workbook import Rows, rows_as_sheet, write_workbook
from sunledger.publish.downloads.written import array, write_json

AT_ONCE = 20_000
"""How many entries are held at once, in each form; a unit with more is written alone."""
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
    county: Part

    @property
    def facts(self) -> dict[str, str | None]:
        """Say which unit it is, as its JSON does."""
        return {"id": self.unit, "name": self.name, "name_en": self.name_en}


Funds = dict[str, dict[str, str | None]]
"""What each fund is called, by its id."""


def units(con: Connection, counties: Iterable[Part]) -> list[Unit]:
    """Give the units, communities and compounds after the others."""
    parts = {county.part: county for county in counties}
    found = con.execute(
        "select units.community_id, units.name, units.name_en, list(funds.fund_id order by funds.fund_id), "
        "any_value(split_part(units.file, '/', 2)) "
        "from open.communities as units "
        "join derived.lineage as places on places.ancestor_id = units.community_id "
        "join open.funds as funds on funds.community_id = places.community_id "
        "group by units.community_id, units.name, units.name_en, units.level "
        "order by units.level in ('community', 'compound'), units.community_id"
    ).fetchall()
    return [
        Unit(unit, name, name_en, tuple(funds), parts[county]) for unit, name, name_en, funds, county in found
    ]


def chunks(con: Connection, units: Iterable[Unit], processes: int) -> list[list[Unit]]:
    """Share units out, so many together that there is work for all ``processes``, or one alone."""
    entries = dict(
        con.execute("select fund_id, count(*) from derived.ledger_entries group by fund_id").fetchall()
    )
    most = min(AT_ONCE, -(-sum(entries.values()) // processes))
    shared: list[list[Unit]] = []
    funds: set[str] = set()
    for unit in sorted(units, key=lambda unit: unit.unit):  # those below a unit come next to it
        funds.update(unit.funds)
        if not shared or sum(entries.get(fund, 0) for fund in funds) > most:
            shared.append([])
            funds = {*unit.funds}
        shared[-1].append(unit)
    return shared


def write_units(con: Connection, site: Path, about: About, chunk: Sequence[Unit]) -> list[list[Download]]:
    """Write the files of some units; return those of each."""
    if len(chunk) == 1 and _below(con, PARTS[0], chunk[0]) > AT_ONCE:
        return [_write_large(con, site, about, chunk[0])]
    return list(_write_each(con, site, about, chunk, names(con, chunk)))


def beside(unit: Unit) -> tuple[str, ...]:
    """Give the paths of a unit's files that no list names."""
    return (f"c/{unit.unit}/{DESCRIPTION}",)


def _write_each(
    con: Connection, site: Path, about: About, chunk: Sequence[Unit], funds: Funds
) -> Iterator[list[Download]]:
    """Write the files of some units, one after the other."""
    parts = {table.name: _texts(con, table, chunk) for table in PARTS}
    header = ",".join(field["name"] for field in PARTS[0].fields).encode()
    for unit in chunk:
        folder = _folder(site, unit)
        held = {
            name: list(itertools.chain.from_iterable(rows.get(fund, ()) for fund in unit.funds))
            for name, rows in parts.items()
        }
        csv, xlsx, jsn = (folder / name for name in ("ledger.csv", "accounts.xlsx", "accounts.json"))
        csv.write_bytes(b"\n".join([header, *(row.csv for row in held["ledger"]), b""]))
        sheets = [
            Rows(table, len(held[table.name]), placed(row.sheet for row in held[table.name]))
            for table in PARTS
        ]
        write_workbook(xlsx, about.named(unit.name), about.as_of, about.lines(unit.name), sheets)
        write_json(jsn, unit.facts, about, _own(unit, funds), {
            name: (row.json for row in rows) for name, rows in held.items()
        })  # fmt: skip
        files = [measured(site, path, "unit", unit.unit, len(held["ledger"])) for path in (csv, xlsx, jsn)]
        _describe(csv, files[0].sha256, about, unit)
        yield files + _each_fund(site, about, unit, funds, parts)


def _write_large(con: Connection, site: Path, about: About, unit: Unit) -> list[Download]:
    """Write the files of a unit with so many rows that they are not held at once."""
    funds = names(con, [unit])
    folder = _folder(site, unit)
    csv, xlsx, jsn = (folder / name for name in ("ledger.csv", "accounts.xlsx", "accounts.json"))
    rows = write_csv(con, PARTS[0], csv, _BELOW, unit=unit.unit)
    sheets = [rows_as_sheet(con, table, _below(con, table, unit), _BELOW, unit=unit.unit) for table in PARTS]
    write_workbook(xlsx, about.named(unit.name), about.as_of, about.lines(unit.name), sheets)
    write_json(jsn, unit.facts, about, _own(unit, funds), {
        table.name: _arrays(con, table, unit) for table in PARTS
    })  # fmt: skip
    done = [measured(site, path, "unit", unit.unit, rows) for path in (csv, xlsx, jsn)]
    _describe(csv, done[0].sha256, about, unit)
    own = replace(unit, funds=tuple(f for f in unit.funds if funds[f]["community_id"] == unit.unit))
    parts = {table.name: _texts(con, table, [own]) for table in PARTS} if own.funds else {}
    return done + _each_fund(site, about, own, funds, parts)


def _each_fund(
    site: Path, about: About, unit: Unit, funds: Funds, parts: dict[str, dict[str, list[_Row]]]
) -> list[Download]:
    """Write the JSON of each fund that is the unit's own."""
    done = []
    for fund in unit.funds:
        if funds[fund]["community_id"] == unit.unit:
            path = site / _address(unit.unit, fund)
            path.parent.mkdir(exist_ok=True)
            held = {name: rows.get(fund, []) for name, rows in parts.items()}
            arrays = {name: (row.json for row in rows) for name, rows in held.items()}
            said = [{**funds[fund], "accounts": path.name}]
            write_json(path, unit.facts, about, said, arrays, schema=f"../../../{SCHEMA}")
            done.append(measured(site, path, "fund", fund, len(held["ledger"])))
    return done


def _describe(csv: Path, digest: str, about: About, unit: Unit) -> None:
    """Describe a unit's entries as a Data Package, of the version of its county."""
    county = unit.county
    whose = replace(county, part=unit.unit, name=unit.name, name_en=unit.name_en or unit.name)
    text = descriptor(about, whose, [county], [resource(PARTS[0], csv, digest, links=False)])
    csv.with_name(DESCRIPTION).write_text(text, encoding="utf-8")


def _address(unit: str, fund: str) -> str:
    return f"c/{unit}/funds/{fund}.json"


def _below(con: Connection, table: Table, unit: Unit) -> int:
    """Count the rows of a unit and those below it."""
    found = con.execute(f"select count(*) from {table.place} where {_BELOW}", {"unit": unit.unit}).fetchone()
    return int(found[0]) if found else 0


def write_county(con: Connection, site: Path, about: About, county: Part) -> list[Download]:
    """Write the ZIP of a county's tables; those without a row are left out."""
    target = site / "c" / county.part / "tables.zip"
    target.parent.mkdir(parents=True, exist_ok=True)
    files, resources, total = [], [], 0
    filled_tables = filled(con)
    with TemporaryDirectory(dir=site.parent, prefix="county-") as scratch:
        for table in all_tables():
            where = of_county(table) if f"{table.source}.{table.name}" in filled_tables else None
            path = Path(scratch) / f"{table.name}.csv"
            rows = write_csv(con, table, path, where, county=county.part) if where else 0
            if rows:
                files.append(path)
                resources.append(resource(table, path, sha256(path), links=False))
                total += rows
        described = descriptor(about, county, [county], resources)
        write_archive(target, files, described, about, county.name)
    return [measured(site, target, "county", county.part, total)]


@dataclass(frozen=True, slots=True)
class _Row:
    """One row in each form."""

    csv: bytes
    json: bytes
    sheet: bytes
    """Without the numbers of a sheet's rows."""


def _texts(con: Connection, table: Table, chunk: Sequence[Unit]) -> dict[str, list[_Row]]:
    """Read the rows of some units' funds as finished text, fund by fund in the order of the key."""
    cells = f"concat_ws(',', {', '.join(map(csv_cell, table.fields))})" if table == PARTS[0] else "''"
    found = con.execute(
        f"select fund_id, encode({cells}), {array(table)}, {row_xml(table)} from {table.place} "
        f"where fund_id in (select unnest($funds)) order by {table.order}",
        {"funds": sorted({fund for unit in chunk for fund in unit.funds})},
    ).fetchall()
    return {
        fund: [_Row(*row[1:]) for row in rows]
        for fund, rows in itertools.groupby(found, key=lambda row: str(row[0]))
    }


def names(con: Connection, chunk: Sequence[Unit]) -> Funds:
    """Read what the funds of some units are called."""
    columns = ("fund_id", "community_id", "kind", "name", "name_en")
    found = con.execute(
        f"select {', '.join(columns)} from open.funds where fund_id in (select unnest($funds))",
        {"funds": sorted({fund for unit in chunk for fund in unit.funds})},
    ).fetchall()
    return {row[0]: dict(zip(columns, row, strict=True)) for row in found}


def _own(unit: Unit, funds: Funds) -> list[dict[str, str | None]]:
    """Give the funds of a unit and of those below it, each with the way to its own file."""
    said = []
    for fund in unit.funds:
        owner = str(funds[fund]["community_id"])
        way = f"funds/{fund}.json"
        said.append({**funds[fund], "accounts": way if owner == unit.unit else f"../{owner}/{way}"})
    return said


def _arrays(con: Connection, table: Table, unit: Unit) -> Iterator[bytes]:
    """Give the rows of a unit and of those below it as JSON."""
    con.execute(
        f"select {array(table)} from {table.place} where {_BELOW} order by {table.order}",
        {"unit": unit.unit},
    )
    yield from (row for (row,) in answered(con))


def _folder(site: Path, unit: Unit) -> Path:
    folder = site / "c" / unit.unit
    folder.mkdir(parents=True, exist_ok=True)
    return folder
