"""Downloads of one place, the archives, and the pages that list every file."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
import sqlite3
import struct
import zipfile
import zlib
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from zlib_ng import zlib_ng

from sunledger.crew import Crew
from sunledger.engine import Connection
from sunledger.publish import Downloading, hand_over
from sunledger.publish.downloads import places
from sunledger.publish.downloads.zipped import Zip
from sunledger.resources import dataset_names, derived_names, load_schema
from tests.publish.conftest import Built
from tests.publish.forms import Rows, in_a_sheet, parquet, sheet
from tests.publisher import Publisher, derived, snapshot

TABLES = [*dataset_names(), *derived_names()]
HOSTILE = "甲&乙<b>\"'_x0041_,苑"


@pytest.mark.parametrize("which", ["data/sunledger.zip", "c/lan/tables.zip"])
def test_archives_hold_the_tables(which: str, small_site: Built) -> None:
    """Each member's SHA-256 is the one listed; the whole archive's tables are the published files, byte for byte."""
    with zipfile.ZipFile(small_site.site / which) as archive:
        infos = archive.infolist()
        sums = dict(line.split("  ")[::-1] for line in archive.read("SHA256SUMS").decode().splitlines())
        held = {info.filename: archive.read(info) for info in infos}
    assert [info.filename for info in infos] == [*sorted(sums), "SHA256SUMS"]
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert {info.external_attr >> 16 for info in infos} == {0o100644}
    assert {name: hashlib.sha256(held[name]).hexdigest() for name in sums} == sums
    assert "Demonstration data" in held["README.txt"].decode()
    described = {r["path"]: r for r in json.loads(held["datapackage.json"])["resources"]}
    assert described.keys() == {name for name in sums if name.endswith(".csv") and "/" not in name}
    if which.startswith("data/"):
        published = {path.name: path.read_bytes() for path in (small_site.site / "data").glob("*.csv")}
        assert {name: held[name] for name in published} == published == {n: held[n] for n in described}
    else:
        with (small_site.site / "data" / "revenue.csv").open(encoding="utf-8", newline="") as stream:
            wanted = [row for row in csv.DictReader(stream) if row["fund_id"] != "f-wu"]
        assert list(csv.DictReader(io.StringIO(held["revenue.csv"].decode()))) == wanted
        assert all(b"f-wu" not in content for content in held.values())


def test_the_library_that_is_pinned_deflates(tmp_path: Path) -> None:
    """Not the zlib that a machine happens to have, whose bytes may be others."""
    pieces = [
        f"r-{number},2025-{number % 12:02},{number * number % 997}.50\n".encode() for number in range(9_000)
    ]
    with Zip(tmp_path / "a.zip") as archive:
        archive.pieces("a.csv", pieces)
    with zipfile.ZipFile(tmp_path / "a.zip") as made:
        assert made.read("a.csv") == b"".join(pieces)
        at, length = made.infolist()[0].header_offset, made.infolist()[0].compress_size
    content = (tmp_path / "a.zip").read_bytes()
    start = at + 30 + sum(struct.unpack_from("<HH", content, at + 26))
    wanted = []
    for library in (zlib_ng, zlib):
        deflating = library.compressobj(4, library.DEFLATED, -library.MAX_WBITS)
        wanted.append(b"".join([*map(deflating.compress, pieces), deflating.flush()]))
    assert content[start : start + length] == wanted[0] != wanted[1]


@pytest.mark.parametrize("unit", ["lan", "lan-c01", "lan-c01-a"])
def test_units_get_their_own_and_what_lies_below(
    unit: str, small_site: Built, tables: dict[str, Rows]
) -> None:
    """The entries of a unit's files are those of the whole whose fund is the unit's, or of a unit below it."""
    below = {row[0] for row in tables["lineage"] if row[1] == unit}
    funds = {row[0] for row in tables["funds"] if row[1] in below}
    data, folder = small_site.site / "data", small_site.site / "c" / unit
    _, entries = parquet(data / "ledger.parquet")
    wanted = [row for row in entries if row[0] in funds]
    assert wanted
    assert sheet(folder / "accounts.xlsx", "ledger")[1] == [tuple(map(in_a_sheet, row)) for row in wanted]
    header, *lines = (data / "ledger.csv").read_text(encoding="utf-8").splitlines()
    of_unit = (folder / "ledger.csv").read_text(encoding="utf-8").splitlines()
    assert of_unit == [header, *(line for line in lines if line.split(",")[0] in funds)]
    held = json.loads((folder / "accounts.json").read_text(encoding="utf-8"), parse_float=Decimal)
    assert list(held)[-3:] == ["ledger", "months", "allocations"]
    assert {fund["fund_id"] for fund in held["funds"]} == funds
    assert [tuple(row) for row in held["ledger"]["rows"]] == [_in_json("ledger", row) for row in wanted]
    for name in ("months", "allocations"):
        rows = [row for row in parquet(data / f"{name}.parquet")[1] if row[0] in funds]
        assert [tuple(row) for row in held[name]["rows"]] == [_in_json(name, row) for row in rows]


def _in_json(name: str, row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Say what JSON holds of a row: amounts as texts with two decimals."""
    return tuple(
        str(value)
        if value is not None and (field.get("unit") == "yuan" or isinstance(value, dt.date))
        else value
        for value, field in zip(row, load_schema(name)["fields"], strict=True)
    )


def test_a_demonstration_unit_reads_in_a_spreadsheet(built_site: Path) -> None:
    """A real compound's workbook: three tables and what explains them, equal to its own CSV."""
    folder = built_site / "c" / "tan-c01"
    columns, rows = sheet(folder / "accounts.xlsx", "ledger")
    with (folder / "ledger.csv").open(encoding="utf-8", newline="") as stream:
        cells = list(csv.DictReader(stream))
    amount = columns.index("balance")
    assert [Decimal(repr(row[amount])) for row in rows] == [Decimal(cell["balance"]) for cell in cells]
    assert openpyxl.load_workbook(folder / "accounts.xlsx", read_only=True).sheetnames == [
        "about", "ledger", "months", "allocations", "dictionary",
    ]  # fmt: skip


def test_the_list_of_downloads_is_true(small_site: Built) -> None:
    """The data page, dictionary and unit pages name each file with its size, and the digest it really has."""
    page = (small_site.site / "data" / "index.html").read_text(encoding="utf-8")
    for name in ("data/simple.xlsx", "data/ledger.csv", "data/sunledger.sqlite", "data/sunledger.zip"):
        assert hashlib.sha256((small_site.site / name).read_bytes()).hexdigest() in page, name
    for name in TABLES:
        explained = (small_site.site / "data" / f"{name}.html").read_text(encoding="utf-8")
        for form in ("csv", "xlsx", "json", "parquet"):
            assert f'"../data/{name}.{form}"' in page
            assert (
                hashlib.sha256((small_site.site / "data" / f"{name}.{form}").read_bytes()).hexdigest()
                in explained
            )
    own = (small_site.site / "en" / "c" / "lan-c01-a" / "index.html").read_text(encoding="utf-8")
    for form in ("ledger.csv", "accounts.xlsx", "accounts.json"):
        path = small_site.site / "c" / "lan-c01-a" / form
        assert (
            f'"../../../c/lan-c01-a/{form}" title="SHA-256 {hashlib.sha256(path.read_bytes()).hexdigest()}"'
            in own
        )


def _handed_over(con: Connection, folder: Path) -> Path:
    """Hand the tables over as a build does; return the work database."""
    hand_over(con, folder / "work.duckdb")
    return folder / "work.duckdb"


def _held(path: str, content: bytes | str) -> object:
    """Return what a workbook holds; with very many rows it is deflated block by block, which catalogues tell."""
    if path == "data/catalog.jsonld":
        return None
    if not path.startswith("c/") or not path.endswith(".xlsx") or isinstance(content, str):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return [(part, parts.read(part)) for part in parts.namelist()]


def test_same_accounts_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many work at a time, and however many rows are held; and names full of marks come through every
    form as they are.
    """
    publisher = Publisher.small(tmp_path)
    text = publisher.text("lan/funds.csv")
    name = text.splitlines()[1].split(",")[text.splitlines()[0].split(",").index("name")]
    publisher.replace("lan/funds.csv", f",{name},", ',"' + HOSTILE.replace('"', '""') + '",')
    made = []
    with derived(publisher.data, tmp_path / "scratch", strict=False) as con:
        work = _handed_over(con, tmp_path / "scratch")
        for jobs, held in ((1, places.AT_ONCE), (2, places.AT_ONCE), (1, 1)):
            monkeypatch.setattr(places, "AT_ONCE", held)
            site = tmp_path / "scratch" / f"of-{jobs}-{held}"
            with Crew(jobs) as crew:
                Downloading(work, site, True, crew).finish()
            made.append(snapshot(site))
        with sqlite3.connect(site / "data" / "sunledger.sqlite") as base:
            assert (HOSTILE,) in base.execute("select fund from ledger").fetchall()
        for path in (site / "data" / "simple.xlsx", *sorted(site.glob("c/lan/accounts.xlsx"))):
            columns, rows = sheet(path, "ledger")
            assert HOSTILE in {row[columns.index("fund")] for row in rows}
        for path in (site / "data" / "ledger.csv", site / "c" / "lan" / "ledger.csv"):
            with path.open(encoding="utf-8", newline="") as stream:
                assert HOSTILE in {row["fund"] for row in csv.DictReader(stream)}
        assert HOSTILE in {row[8] for row in parquet(site / "data" / "ledger.parquet")[1]}
    assert made[0] == made[1]
    assert {path: _held(path, content) for path, content in made[2].items()} == {
        path: _held(path, content) for path, content in made[0].items()
    }
    assert len(made[0]) > 4 * len(TABLES)


def test_every_table_and_place_has_a_workbook(small_site: Built) -> None:
    """Whatever its length, whoever has a CSV file has it as a workbook, too; the flat tables share one."""
    site = small_site.site
    books = {path.relative_to(site).as_posix() for path in site.rglob("*.xlsx")}
    assert books == {
        "data/simple.xlsx",
        *(f"data/{name}.xlsx" for name in TABLES),
        *(
            f"{path.parent.relative_to(site).as_posix()}/accounts.xlsx"
            for path in site.glob("c/*/ledger.csv")
        ),
    }
    assert "c/lan/accounts.xlsx" in books


def test_every_file_is_listed(tmp_path: Path) -> None:
    """What is written is listed, and nothing else, but for what describes the others."""
    publisher = Publisher.small(tmp_path)
    with derived(publisher.data, tmp_path / "scratch", strict=False) as con:
        work, site = _handed_over(con, tmp_path / "scratch"), tmp_path / "scratch" / "site"
        listed = {download.path for download in Downloading(work, site, True, Crew(1)).finish()}
        described = {f"data/{name}" for name in ("datapackage.json", "csv-metadata.json", "catalog.jsonld")}
        there = {path.relative_to(site).as_posix() for path in site.rglob("*.*")}
        described |= {path for path in there if path.endswith("/datapackage.json")}
        assert listed == there - described - {"data/schemas/accounts.json"}
