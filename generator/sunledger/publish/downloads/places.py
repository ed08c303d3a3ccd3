"""Downloads of one place: each unit's own accounts with those below it, and each county's tables.

``c/<id>/ledger.csv`` holds every entry, described by ``c/<id>/datapackage.json``; ``c/<id>/accounts.xlsx``
the entries, the month sums and the allocations, and so do ``c/<id>/accounts.json`` and, of one fund alone,
``c/<id>/funds/<fund>.json`` (``written``). A county has ``c/<id>/tables.zip`` too: its rows of every table.
There are thousands of communities and compounds, so units are written many at a time: each row leaves the
engine once, in each form, for all of them that have it. Only units with very many rows are written alone,
table by table.
"""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from sunledger.engine import Connection
from sunledger.model import Download
from sunledger.publish.downloads import archive
from sunledger.publish.downloads.accounts import PARTS, SCHEMA
from sunledger.publish.downloads.archive import write_archive
from sunledger.publish.downloads.blocks import Rows, chosen
from sunledger.publish.downloads.package import NAME as DESCRIPTION
from sunledger.publish.downloads.package import descriptor, resource
from sunledger.publish.downloads.parts import Part
from sunledger.publish.downloads.plain import csv_line, write_csv
from sunledger.publish.downloads.pouring import Before, poured
from sunledger.publish.downloads.said import About
from sunledger.publish.downloads.sheet import placed, row_xml
from sunledger.publish.downloads.shelf import Made, measured
from sunledger.publish.downloads.tables import Table
from sunledger.publish.downloads.workbook import Sheet, write_large_workbook, write_workbook
from sunledger.publish.downloads.written import arrays, joined, write_json

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


def write_units(
    con: Connection, site: Path, about: About, chunk: Sequence[Unit], tables: Sequence[Rows], salt: str,
    before: Before,
) -> list[Made]:  # fmt: skip
    """Write the files of some units; return those of each. ``tables`` are all rows of what they hold."""
    if len(chunk) == 1 and _below(con, PARTS[0], chunk[0]) > AT_ONCE:
        return [_write_large(con, site, about, chunk[0], tables, salt, before)]
    return [Made(files, {}) for files in _write_each(con, site, about, chunk, names(con, chunk))]


def beside(unit: Unit) -> tuple[str, ...]:
    """Give the paths of a unit's files that no list names."""
    return (f"c/{unit.unit}/{DESCRIPTION}",)


def _write_each(
    con: Connection, site: Path, about: About, chunk: Sequence[Unit], funds: Funds
) -> Iterator[list[Download]]:
    """Write the files of some units, one after the other."""
    parts = {table.name: _texts(con, table, chunk) for table in PARTS}
    header = (",".join(field["name"] for field in PARTS[0].fields) + "\n").encode()
    for unit in chunk:
        folder = _folder(site, unit)
        held = {
            name: list(itertools.chain.from_iterable(rows.get(fund, ()) for fund in unit.funds))
            for name, rows in parts.items()
        }
        csv, xlsx, jsn = (folder / name for name in ("ledger.csv", "accounts.xlsx", "accounts.json"))
        csv.write_bytes(b"".join([header, *(row.csv for row in held["ledger"])]))
        sheets = [Sheet(table, [*placed(row.sheet for row in held[table.name])]) for table in PARTS]
        write_workbook(xlsx, about.named(unit.name), about.as_of, about.lines(unit.name), sheets)
        write_json(jsn, unit.facts, about, _own(unit, funds), {
            name: joined([row.json for row in rows]) for name, rows in held.items()
        })  # fmt: skip
        files = [measured(site, path, "unit", unit.unit, len(held["ledger"])) for path in (csv, xlsx, jsn)]
        _describe(csv, files[0].sha256, about, unit)
        yield files + _each_fund(site, about, unit, funds, parts)


def _write_large(
    con: Connection, site: Path, about: About, unit: Unit, tables: Sequence[Rows], salt: str, before: Before
) -> Made:
    """Write the files of a unit with so many rows that they are not held at once."""
    funds = names(con, [unit])
    folder = _folder(site, unit)
    csv, xlsx, jsn = (folder / name for name in ("ledger.csv", "accounts.xlsx", "accounts.json"))
    paths = [path.relative_to(site).as_posix() for path in (csv, xlsx, jsn)]
    parts = [_rows_below(con, rows, unit, salt) for rows in tables]
    with contextlib.ExitStack() as stack:
        plain, book, array = (stack.enter_context(before.opened(path)) for path in paths)
        ledger = write_csv(con, parts[0], csv, plain.texts())
        layout = write_large_workbook(
            con, xlsx, about.named(unit.name), about.as_of, about.lines(unit.name), parts, book
        )
        accounts = write_json(jsn, unit.facts, about, _own(unit, funds), {
            rows.table.name: poured(con, rows, arrays(rows.table), array.texts(rows.table.name), b",\n".join)
            for rows in parts
        })  # fmt: skip
    digests = (ledger.sha256, None, accounts.sha256)
    done = [
        measured(site, site / path, "unit", unit.unit, parts[0].number, digest)
        for path, digest in zip(paths, digests, strict=True)
    ]
    _describe(csv, done[0].sha256, about, unit)
    own = replace(unit, funds=tuple(f for f in unit.funds if funds[f]["community_id"] == unit.unit))
    texts = {table.name: _texts(con, table, [own]) for table in PARTS} if own.funds else {}
    layouts = dict(zip(paths, (ledger.layout, layout, accounts.layout), strict=True))
    return Made(done + _each_fund(site, about, own, funds, texts), layouts)


def _rows_below(con: Connection, rows: Rows, unit: Unit, salt: str) -> Rows:
    """Give the rows of a unit and of those below it; they may be all there are."""
    if _below(con, rows.table, unit) == rows.number:
        return rows
    return chosen(con, rows.table, salt, _BELOW, {"unit": unit.unit})


def _each_fund(
    site: Path, about: About, unit: Unit, funds: Funds, parts: dict[str, dict[str, list[_Row]]]
) -> list[Download]:
    """Write the JSON of each fund that is the unit's own."""
    done = []
    for fund in unit.funds:
        if funds[fund]["community_id"] == unit.unit:
            path = site / _address(unit.unit, fund)
            path.parent.mkdir(exist_ok=True)
            held = {table.name: parts.get(table.name, {}).get(fund, []) for table in PARTS}
            texts = {name: joined([row.json for row in rows]) for name, rows in held.items()}
            said = [{**funds[fund], "accounts": path.name}]
            made = write_json(path, unit.facts, about, said, texts, schema=f"../../../{SCHEMA}")
            done.append(measured(site, path, "fund", fund, len(held["ledger"]), made.sha256))
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


def write_county(
    con: Connection, site: Path, about: About, county: Part, tables: Sequence[Rows], before: Before
) -> Made:
    """Write the ZIP of a county's ``tables``, its rows of all that have any."""
    path = f"c/{county.part}/tables.zip"
    (site / path).parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=site.parent, prefix="county-") as scratch, before.opened(path) as standing:
        written = [
            write_csv(con, rows, Path(scratch) / name, standing.inflated(name))
            for rows in tables
            for name in [f"{rows.table.name}.csv"]
        ]
        resources = [
            resource(rows.table, csv.path, csv.sha256, links=False)
            for rows, csv in zip(tables, written, strict=True)
        ]
        layout = write_archive(
            site / path, [archive.Table(csv.path, csv.sha256, csv.layout.get("", {})) for csv in written],
            descriptor(about, county, [county], resources), about, standing, county.name,
        )  # fmt: skip
    number = sum(rows.number for rows in tables)
    return Made([measured(site, site / path, "county", county.part, number)], {path: layout})


@dataclass(frozen=True, slots=True)
class _Row:
    """One row in each form."""

    csv: bytes
    json: bytes
    sheet: bytes
    """Without the numbers of a sheet's rows."""


def _texts(con: Connection, table: Table, chunk: Sequence[Unit]) -> dict[str, list[_Row]]:
    """Read the rows of some units' funds as finished text, fund by fund in the order of the key."""
    line = csv_line(table) if table == PARTS[0] else "''"
    found = con.execute(
        f"select fund_id, {line}, {arrays(table)}, {row_xml(table)} from {table.place} "
        "where fund_id in (select unnest($funds)) order by rowid",
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


def _folder(site: Path, unit: Unit) -> Path:
    folder = site / "c" / unit.unit
    folder.mkdir(parents=True, exist_ok=True)
    return folder
