"""Workbooks: text that is never run, sheets that go on."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest

from sunledger.engine import Connection, sql_type
from sunledger.publish.downloads import sheet as sheets_of
from sunledger.publish.downloads.blocks import chosen, cut
from sunledger.publish.downloads.pouring import NOTHING
from sunledger.publish.downloads.tables import Table
from sunledger.publish.downloads.workbook import write_large_workbook
from tests.publish.conftest import FORMULAS, Built
from tests.publish.forms import sheet


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


@pytest.mark.parametrize("most", [2, 8])
def test_a_long_table_goes_on_in_another_sheet(
    small_work: Connection, most: int, small_site: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a sheet holds fewer rows than a table has, sheets numbered 2, 3, … take the rest, each with the header."""
    monkeypatch.setattr("sunledger.publish.downloads.workbook.MOST_ROWS", most)
    path = tmp_path / "revenue.xlsx"
    monkeypatch.setattr("sunledger.publish.downloads.blocks._ROWS", 3)
    rows = cut(small_work, Table("revenue", "open"), "", several=False).whole
    write_large_workbook(small_work, path, "revenue", "2025-03-31", [], [rows], NOTHING)
    sheets = len(rows.parted(most - 1))
    whole = sheet(small_site.site / "data" / "revenue.xlsx", "revenue")
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == [
        "about", "revenue", *(f"revenue {number}" for number in range(2, sheets + 1)), "dictionary"
    ]  # fmt: skip
    book.remove(book["about"])
    book.remove(book["dictionary"])
    assert sheets == -(-len(whole[1]) // (most - 1)) > 1
    assert {book[name]["A1"].value for name in book.sheetnames} == {"收入编号\nentry_id"}
    assert all(book[name].max_row == most for name in book.sheetnames[:-1])
    assert sheet(path, "revenue") == whole


HOSTILE = (
    "<r><t>a</t></r>", "<r></t></is></c><c><f>1+1</f></c><c><is><t></r>", "<r>", "{=1+1}", "http://example.org",
    "mailto:a@b.c", "internal:about!A1", "\x01a\x0b\x1f", "a\rb\nc", "_x0041_", " a ", "007", "1e5", "TRUE", "甲&乙<b>\"'",
)  # fmt: skip
FIGURES = {
    "1234567890123.45": True, "9999999999999.99": True, "-9999999999999.99": True, "9007199254740.93": True,
    "10000000000000.00": False, "-12345678901234.56": False, "0.10": True, "-0.01": True, "0.00": True,
}  # fmt: skip


def _written(folder: Path, table: Table, rows: list[dict[str, Any]]) -> Path:
    """Write rows, their other cells blank, in the order given."""
    path = folder / f"{table.name}.xlsx"
    with duckdb.connect() as con:
        columns = ", ".join(f'"{field["name"]}" {sql_type(field)}' for field in table.fields)
        con.execute(f"create schema {table.source}; create table {table.place} ({columns})")
        for number, row in enumerate(rows):
            filled = {table.schema["primaryKey"][0]: f"{number:03}"} | row
            named = ", ".join(f'"{name}"' for name in filled)
            con.execute(
                f"insert into {table.place} ({named}) values ({', '.join('?' * len(filled))})",
                list(filled.values()),
            )
        write_large_workbook(
            con, path, "甲 & 乙", "2025-03-31", [("注意 Note", "=1+1"), ("字 Text", "_x0041_\x01")],
            [chosen(con, table, "", "true", {})], NOTHING,
        )  # fmt: skip
    return path


def test_cells_are_what_they_were(tmp_path: Path) -> None:
    """Whatever a text holds it comes back as it was, a figure with its digits, up to 15; the rest is text."""
    revenue = Table("revenue", "open")
    rows: list[dict[str, Any]] = [{"note": text} for text in HOSTILE]
    rows += [{"gross": Decimal(figure), "consent_publish": figure != "0.00"} for figure in FIGURES]
    path = _written(tmp_path, revenue, rows)
    columns, found = sheet(path, "revenue")
    assert [row[columns.index("note")] for row in found[: len(HOSTILE)]] == list(HOSTILE)
    page = openpyxl.load_workbook(path)["revenue"]
    note, gross, consent = (columns.index(name) + 1 for name in ("note", "gross", "consent_publish"))
    for at in range(2, len(HOSTILE) + 2):
        assert (page.cell(at, note).data_type, page.cell(at, note).number_format) == ("s", "@")
    with zipfile.ZipFile(path) as parts:
        content = parts.read("xl/worksheets/sheet2.xml").decode()
        assert {name for name in parts.namelist() if b"<f>" in parts.read(name)} == set()
        assert {info.date_time[:2] for info in parts.infolist()} == {(1980, 1)}
    for at, (figure, is_number) in enumerate(FIGURES.items(), len(HOSTILE) + 2):
        cell = page.cell(at, gross)
        assert (cell.data_type, page.cell(at, consent).value) == (
            ("n" if is_number else "s"),
            figure != "0.00",
        )
        if is_number:
            assert cell.number_format == "#,##0.00"
            raw = re.search(rf'<c r="{cell.coordinate}" s="\d+"><v>([^<]*)</v>', content)
            assert raw is not None
            assert Decimal(raw[1]) == Decimal(figure)
        else:
            assert (cell.value, cell.number_format) == (figure, "@")


def test_dates_and_the_day_of_making(tmp_path: Path) -> None:
    """Dates are dates, but text before spreadsheets count right; twice the same rows are the same bytes."""
    days = [dt.date(1900, 2, 28), dt.date(1900, 3, 1), dt.date(2025, 6, 30), dt.date(9999, 12, 31)]
    made = []
    for name in ("once", "again"):
        (tmp_path / name).mkdir()
        made.append(_written(tmp_path / name, Table("claims", "open"), [{"as_of": day} for day in days]))
        assert [each.name for each in made[-1].parent.iterdir()] == ["claims.xlsx"]
    columns, rows = sheet(made[0], "claims")
    assert [row[columns.index("as_of")] for row in rows] == ["1900-02-28", *days[1:]]
    book = openpyxl.load_workbook(made[0])
    assert (book.properties.title, book.properties.created) == ("甲 & 乙", dt.datetime(2025, 3, 31))  # noqa: DTZ001
    assert book["about"]["B2"].value == "=1+1"
    assert book["about"]["B2"].data_type == "s"
    assert book["about"].auto_filter.ref == "A1:B3"
    assert sheet(made[0], "about")[1][1] == ("字 Text", "_x0041_\x01")
    assert made[0].read_bytes() == made[1].read_bytes()


def test_only_a_workbook_needs_the_library(project_root: Path) -> None:
    """Starting the program, or its publisher, loads no XlsxWriter."""
    code = (
        "import sys, sunledger.cli, sunledger.pipeline, sunledger.publish; print('xlsxwriter' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=project_root, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


def test_columns_have_letters() -> None:
    """After Z come AA and AB, after ZZ AAA."""
    assert [sheets_of.letters(number) for number in (0, 25, 26, 27, 701, 702)] == [
        "A", "Z", "AA", "AB", "ZZ", "AAA",
    ]  # fmt: skip


def test_every_workbook_is_whole(small_site: Built) -> None:
    """Each sheet says how far it reaches, filters reach as far as the rows, and nothing of the mould is left."""
    for path in sorted(small_site.site.rglob("*.xlsx")):
        book = openpyxl.load_workbook(path)
        assert (book.sheetnames[0], book.sheetnames[-1]) == ("about", "dictionary")
        for page in book:
            assert page.freeze_panes == "A2"
            assert page.auto_filter.ref == page.dimensions
        with zipfile.ZipFile(path) as parts:
            named = re.findall(
                r"_FilterDatabase[^>]*>'?([^<']*)'?!([^<]*)<", parts.read("xl/workbook.xml").decode()
            )
            said = [re.search(rb'<dimension ref="([^"]*)"', parts.read(name)) for name in parts.namelist()
                    if name.startswith("xl/worksheets/")]  # fmt: skip
            assert b"[title]" not in parts.read("docProps/core.xml")
        reach = {page.title: page.dimensions for page in book}
        assert {name: place.replace("$", "") for name, place in named} == reach
        assert [found[1].decode() for found in said if found] == list(reach.values())
