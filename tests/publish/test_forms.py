"""Every form of every download holds what the tables hold, by type and value; read by other software."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from sunledger.engine import Connection
from sunledger.publish import write_downloads
from sunledger.publish.downloads.sheets import rows_of
from sunledger.publish.downloads.tables import Table
from sunledger.publish.downloads.workbook import Workbook
from sunledger.resources import dataset_names, derived_names, load_schema, simple_names
from tests.publish.conftest import FORMULAS, Built
from tests.publish.forms import Rows, database, parquet, sheet
from tests.publisher import Publisher, derived, snapshot

TABLES = [*dataset_names(), *derived_names()]
TYPES = {"integer": "BIGINT", "year": "INTEGER", "date": "DATE", "boolean": "BOOLEAN"}
HOSTILE = "甲&乙<b>\"'_x0041_,苑"


@pytest.fixture(scope="module")
def con(small_site: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """Give the engine with every table the small site was made of."""
    with derived(small_site.publisher.data, tmp_path_factory.mktemp("forms") / "scratch") as con:
        yield con


@pytest.fixture(scope="module")
def tables(con: Connection) -> dict[str, Rows]:
    """Return every dataset in its publishable form and every derived table, straight from the engine."""
    found = {}
    for schema, names in (("open", dataset_names()), ("derived", derived_names())):
        for name in names:
            described = load_schema(name)
            columns = ", ".join(f'"{field["name"]}"' for field in described["fields"])
            order = ", ".join(f'"{key}"' for key in described["primaryKey"])
            found[name] = con.execute(f"select {columns} from {schema}.{name} order by {order}").fetchall()
    return found


@pytest.mark.parametrize("name", TABLES)
def test_parquet_holds_the_table(name: str, small_site: Built, tables: dict[str, Rows]) -> None:
    """Each column has the type its schema names, money as DECIMAL; each value is the engine's."""
    columns, rows = parquet(small_site.site / "data" / f"{name}.parquet")
    assert columns == [(field["name"], _parquet_type(field)) for field in load_schema(name)["fields"]]
    assert rows == tables[name]


def _parquet_type(field: dict[str, Any]) -> str:
    if field["type"] == "number":
        return f"DECIMAL(18,{field.get('decimals', 4)})"
    return TYPES.get(field["type"], "VARCHAR")


@pytest.mark.parametrize("name", TABLES)
def test_the_workbook_holds_the_table(name: str, small_site: Built, tables: dict[str, Rows]) -> None:
    """Figures are numbers, dates dates, texts texts; a figure of more than 15 digits is its text."""
    columns, rows = sheet(small_site.site / "data" / f"{name}.xlsx", name)
    assert columns == [field["name"] for field in load_schema(name)["fields"]]
    wanted = [tuple(map(_in_a_sheet, row)) for row in tables[name]]
    assert rows == wanted
    assert [[_kind(cell) for cell in row] for row in rows] == [
        [_kind(cell) for cell in row] for row in wanted
    ]


def _in_a_sheet(value: Any) -> Any:
    """Say what a spreadsheet holds: of a decimal the number nearest to it, or its text where it is too long."""
    if isinstance(value, Decimal):
        return str(value) if len(value.as_tuple().digits) > 15 else float(value)
    return value


def _kind(cell: Any) -> type:
    """Tell text, figure, truth, date and nothing apart; 3 and 3.0 are both figures."""
    return float if type(cell) is int else type(cell)


@pytest.mark.parametrize("name", TABLES)
def test_the_database_holds_the_table(name: str, small_site: Built, tables: dict[str, Rows]) -> None:
    """Money is whole fen, dates and months are text, truth is 0 and 1; other figures show the digits published."""
    fields = load_schema(name)["fields"]
    with sqlite3.connect(small_site.site / "data" / "sunledger.sqlite") as base:
        found = base.execute(f'select * from "{name}" order by ' + ", ".join(load_schema(name)["primaryKey"]))
        names = [column[0] for column in found.description]
        rows = found.fetchall()
    assert names == [f["name"] + ("_fen" if f.get("unit") == "yuan" else "") for f in fields]
    assert rows == [
        tuple(_in_sqlite(value, field) for value, field in zip(row, fields, strict=True))
        for row in tables[name]
    ]
    for row in rows:
        for value, field in zip(row, fields, strict=True):
            if field["type"] == "number" and value is not None:
                assert isinstance(value, int if field.get("unit") == "yuan" else float), field["name"]


def _in_sqlite(value: Any, field: dict[str, Any]) -> Any:
    if isinstance(value, Decimal):
        return int(value * 100) if field.get("unit") == "yuan" else float(value)
    if isinstance(value, bool):
        return int(value)
    return value.isoformat() if isinstance(value, dt.date) else value


def test_the_database_is_sound(small_site: Built) -> None:
    """Keys and references hold, every view answers, dictionary and codes are complete, and nothing lies beside it."""
    path = small_site.site / "data" / "sunledger.sqlite"
    with sqlite3.connect(path) as base:
        assert base.execute("pragma integrity_check").fetchall() == [("ok",)]
        assert base.execute("pragma foreign_key_check").fetchall() == []
        held = dict(database(base))
        stored = {row[:3:2] for row in held["dictionary"]}
        assert len(base.execute("pragma foreign_key_list('disbursements')").fetchall()) == 3
        assert base.execute("pragma index_list('disbursements')").fetchall()
        plan = base.execute("explain query plan select * from revenue where fund_id = 'f-b'").fetchall()
        assert "INDEX" in plan[0][3]
    assert {name for name in held if not held[name]} <= {
        name for name in TABLES if name not in simple_names()
    }
    assert stored == {
        (name, field["name"]) for name in (*simple_names(), *TABLES) for field in load_schema(name)["fields"]
    }
    assert any("Demonstration data" in text for _, text in held["about"])
    assert [p.name for p in path.parent.glob("sunledger.sqlite*")] == ["sunledger.sqlite"]


def ledger_of(base: sqlite3.Connection) -> dict[tuple[str, str], int]:
    """Compute every fund's closing balance of every month from the source rows alone, in plain SQL."""
    return {
        (fund, month): closing
        for fund, month, closing in base.execute(
            "select f.fund_id, m.month, f.opening_balance_fen"
            " + coalesce((select sum(gross_fen - cost_fen) from revenue r where r.fund_id = f.fund_id"
            "   and r.month <= m.month and r.basis <> 'in_kind'), 0)"
            " - coalesce((select sum(amount_fen) from disbursements d where d.fund_id = f.fund_id"
            "   and substr(d.paid_on, 1, 7) <= m.month and d.in_kind is not 1), 0)"
            " + coalesce((select sum(amount_fen) from transfers t where t.to_fund_id = f.fund_id"
            "   and substr(t.moved_on, 1, 7) <= m.month), 0)"
            " - coalesce((select sum(amount_fen) from transfers t where t.from_fund_id = f.fund_id"
            "   and substr(t.moved_on, 1, 7) <= m.month), 0)"
            " from funds f join (select distinct fund_id, month from fund_months) m using (fund_id)"
        )
    }


@pytest.mark.parametrize("which", ["small", "demonstration"])
def test_the_ledger_computes_from_the_database_alone(which: str, request: pytest.FixtureRequest) -> None:
    """Plain SQL over its source tables gives the published closing of every fund and month, in every form."""
    site = (
        request.getfixturevalue("built_site")
        if which == "demonstration"
        else request.getfixturevalue("small_site").site
    )
    with (site / "data" / "fund_months.csv").open(encoding="utf-8", newline="") as stream:
        published = {
            (row["fund_id"], row["month"]): int(Decimal(row["closing"]) * 100)
            for row in csv.DictReader(stream)
        }
    with sqlite3.connect(site / "data" / "sunledger.sqlite") as base:
        assert ledger_of(base) == published
        recomputed = base.execute(
            "select fund_id, month, closing_fen, published_closing_fen from months_recomputed"
        )
        assert {row[:2]: row[2] for row in recomputed if row[2] == row[3]} == published
    assert len(published) > (5_000 if which == "demonstration" else 9)


@pytest.mark.parametrize("which", ["small", "demonstration"])
@pytest.mark.parametrize("name", simple_names())
def test_flat_tables_are_the_same_in_every_form(
    name: str, which: str, request: pytest.FixtureRequest
) -> None:
    """CSV, JSON, Parquet and the view of the database agree row by row, on the demonstration's thousands too."""
    site = (
        request.getfixturevalue("built_site")
        if which == "demonstration"
        else request.getfixturevalue("small_site").site
    )
    fields = load_schema(name)["fields"]
    _, rows = parquet(site / "data" / f"{name}.parquet")
    with sqlite3.connect(site / "data" / "sunledger.sqlite") as base:
        viewed = base.execute(f'select * from "{name}"')
        assert [column[0] for column in viewed.description] == [field["name"] for field in fields]
        assert viewed.fetchall() == [
            tuple(
                float(v) if isinstance(v, Decimal) else v.isoformat() if isinstance(v, dt.date) else v
                for v in row
            )
            for row in rows
        ]
    objects = json.loads((site / "data" / f"{name}.json").read_text(encoding="utf-8"), parse_float=Decimal)
    assert [tuple(item.values()) for item in objects] == [
        tuple(v.isoformat() if isinstance(v, dt.date) else v for v in row) for row in rows
    ]
    with (site / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        cells = [tuple(row) for row in csv.reader(stream)][1:]
    free = [bool(field.get("freeText")) for field in fields]
    assert [_unmarked(row, free) for row in cells] == [
        _unmarked(tuple("" if v is None else str(v) for v in row), free) for row in rows
    ]


def _unmarked(row: tuple[str, ...], free: list[bool]) -> tuple[str, ...]:
    return tuple(cell.removeprefix("'") if is_free else cell for cell, is_free in zip(row, free, strict=True))


def test_flat_tables_say_what_the_tables_say(small_site: Built, tables: dict[str, Rows]) -> None:
    """Every entry of the ledger stands in the flat table, with its amounts in the column of its kind."""
    _, entries = parquet(small_site.site / "data" / "ledger.parquet")
    names = [field["name"] for field in load_schema("ledger")["fields"]]
    flat = [dict(zip(names, row, strict=True)) for row in entries]
    source = [
        dict(zip([field["name"] for field in load_schema("ledger_entries")["fields"]], row, strict=True))
        for row in tables["ledger_entries"]
    ]
    assert len(flat) == len(source) > 20
    columns = {"income": ("gross", "cost"), "payment": (None, "disbursed"), "transfer_in": ("transfers_in", None),
               "transfer_out": (None, "transfers_out")}  # fmt: skip
    for row, entry in zip(flat, source, strict=True):
        assert all(
            row[key] == entry[key] for key in ("fund_id", "position", "month", "balance", "source_line")
        )
        inward, outward = columns[row["kind"]]
        assert (row[inward] if inward else 0, row[outward] if outward else 0) == (
            entry["money_in"],
            entry["money_out"],
        )
        assert all(
            row[key] is None for key in ("gross", "cost", "transfers_in", "transfers_out", "disbursed")
            if key not in (inward, outward)
        )  # fmt: skip
    assert {row["kind"] for row in flat} == set(columns)
    assert {(row["label"], row["label_zh"], row["label_en"]) for row in flat} >= {("rent", "租金", "Rent")}


def test_text_is_never_run(small_site: Built) -> None:
    """No workbook holds a formula or a link; text like a formula is text in a text cell, figures stay numbers."""
    book = openpyxl.load_workbook(small_site.site / "data" / "revenue.xlsx")
    page = book["revenue"]
    at = {str(cell.value).split("\n")[-1]: cell.column - 1 for cell in page[1]}
    rows = {row[0].value: row for row in page.iter_rows(min_row=2)}
    for number, text in enumerate(FORMULAS):
        cell = rows[f"w-{number}"][at["note"]]
        assert (cell.value, cell.data_type, cell.number_format) == (text, "s", "@")
    assert (rows["rw-3"][at["gross"]].value, rows["rw-3"][at["gross"]].data_type) == (-12.5, "n")
    assert rows["rw-2"][at["gross"]].value == 9007199254740.93
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == f"A1:{openpyxl.utils.get_column_letter(len(at))}{page.max_row}"
    for path in sorted(small_site.site.rglob("*.xlsx")):
        with zipfile.ZipFile(path) as parts:
            for part in parts.namelist():
                content = parts.read(part)
                assert b"<f>" not in content
                assert b"hyperlink" not in content
                assert b"externalLink" not in content


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
    assert described.keys() == {name for name in sums if name.endswith(".csv")}
    if which.startswith("data/"):
        published = {path.name: path.read_bytes() for path in (small_site.site / "data").glob("*.csv")}
        assert {name: held[name] for name in published} == published == {n: held[n] for n in described}
    else:
        with (small_site.site / "data" / "revenue.csv").open(encoding="utf-8", newline="") as stream:
            wanted = [row for row in csv.DictReader(stream) if row["fund_id"] != "f-wu"]
        assert list(csv.DictReader(io.StringIO(held["revenue.csv"].decode()))) == wanted
        assert all(b"f-wu" not in content for content in held.values())


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
    assert sheet(folder / "accounts.xlsx", "ledger")[1] == [tuple(map(_in_a_sheet, row)) for row in wanted]
    header, *lines = (data / "ledger.csv").read_text(encoding="utf-8").splitlines()
    of_unit = (folder / "ledger.csv").read_text(encoding="utf-8").splitlines()
    assert of_unit == [header, *(line for line in lines if line.split(",")[0] in funds)]
    if unit != "lan":
        held = json.loads((folder / "accounts.json").read_text(encoding="utf-8"), parse_float=Decimal)
        assert list(held) == ["ledger", "months", "allocations"]
        assert [tuple(row) for row in held["ledger"]["rows"]] == [
            tuple(v.isoformat() if isinstance(v, dt.date) else v for v in row) for row in wanted
        ]
        for name in ("months", "allocations"):
            rows = [row for row in parquet(data / f"{name}.parquet")[1] if row[0] in funds]
            assert [tuple(map(_in_a_sheet, row)) for row in held[name]["rows"]] == [
                tuple(map(_in_a_sheet, (v.isoformat() if isinstance(v, dt.date) else v for v in row))) for row in rows
            ]  # fmt: skip


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


def test_same_accounts_same_bytes(tmp_path: Path) -> None:
    """However many work at a time; and names full of marks come through every form as they are."""
    publisher = Publisher.small(tmp_path)
    text = publisher.text("lan/funds.csv")
    name = text.splitlines()[1].split(",")[text.splitlines()[0].split(",").index("name")]
    publisher.replace("lan/funds.csv", f",{name},", ',"' + HOSTILE.replace('"', '""') + '",')
    made = []
    with derived(publisher.data, tmp_path / "scratch", strict=False) as con:
        for jobs in (1, 4):
            site = tmp_path / "scratch" / f"of-{jobs}"
            site.mkdir()
            write_downloads(con, site, True, jobs)
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
    assert len(made[0]) > 4 * len(TABLES)


@pytest.mark.parametrize("most", [2, 8])
def test_a_long_table_goes_on_in_another_sheet(
    con: Connection, most: int, small_site: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a sheet holds fewer rows than a table has, sheets numbered 2, 3, … take the rest, each with the header."""
    monkeypatch.setattr("sunledger.publish.downloads.sheets.MOST_ROWS", most)
    path, revenue = tmp_path / "revenue.xlsx", Table("revenue", "open")
    with Workbook(path, "revenue", "2025-03-31") as workbook:
        sheets = workbook.table(revenue, rows_of(con, revenue))
    whole = sheet(small_site.site / "data" / "revenue.xlsx", "revenue")
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["revenue", *(f"revenue {number}" for number in range(2, sheets + 1))]
    assert sheets == -(-len(whole[1]) // (most - 1)) > 1
    assert {book[name]["A1"].value for name in book.sheetnames} == {"收入编号\nentry_id"}
    assert all(book[name].max_row == most for name in book.sheetnames[:-1])
    assert sheet(path, "revenue") == whole


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
