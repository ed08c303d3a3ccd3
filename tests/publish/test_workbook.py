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

import openpyxl
import pytest

from sunledger.engine import Connection
from sunledger.publish.downloads.tables import Table, rows_of
from sunledger.publish.downloads.workbook import Workbook
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
    small_con: Connection, most: int, small_site: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a sheet holds fewer rows than a table has, sheets numbered 2, 3, … take the rest, each with the header."""
    monkeypatch.setattr("sunledger.publish.downloads.workbook.MOST_ROWS", most)
    path, revenue = tmp_path / "revenue.xlsx", Table("revenue", "open")
    with Workbook(path, "revenue", "2025-03-31") as workbook:
        sheets = workbook.table(revenue, rows_of(small_con, revenue))
    whole = sheet(small_site.site / "data" / "revenue.xlsx", "revenue")
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["revenue", *(f"revenue {number}" for number in range(2, sheets + 1))]
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


def _written(folder: Path, table: Table, rows: list[dict[str, Any]], *, long: bool) -> Path:
    """Write rows, their other cells blank, in memory or through the disk."""
    path = folder / f"{table.name}.xlsx"
    (folder / "rows").mkdir()
    with Workbook(path, "甲 & 乙", "2025-03-31", folder / "rows" if long else None) as workbook:
        workbook.about([("注意 Note", "=1+1")])
        workbook.table(table, [tuple(row.get(field["name"]) for field in table.fields) for row in rows])
    (folder / "rows").rmdir()
    return path


@pytest.mark.parametrize("long", [False, True])
def test_cells_are_what_they_were(tmp_path: Path, *, long: bool) -> None:
    """Whatever a text holds it comes back as it was, a figure with its digits, up to 15; the rest is text."""
    revenue = Table("revenue", "open")
    rows: list[dict[str, Any]] = [{"note": text} for text in HOSTILE]
    rows += [{"gross": Decimal(figure), "consent_publish": figure != "0.00"} for figure in FIGURES]
    path = _written(tmp_path, revenue, rows, long=long)
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


@pytest.mark.parametrize("long", [False, True])
def test_dates_and_the_day_of_making(tmp_path: Path, *, long: bool) -> None:
    """Dates are dates, but text before spreadsheets count right; twice the same rows are the same bytes."""
    days = [dt.date(1900, 2, 28), dt.date(1900, 3, 1), dt.date(2025, 6, 30), dt.date(9999, 12, 31)]
    made = []
    for name in ("once", "again"):
        (tmp_path / name).mkdir()
        made.append(
            _written(tmp_path / name, Table("claims", "open"), [{"as_of": day} for day in days], long=long)
        )
        assert [each.name for each in made[-1].parent.iterdir()] == ["claims.xlsx"]
    columns, rows = sheet(made[0], "claims")
    assert [row[columns.index("as_of")] for row in rows] == ["1900-02-28", *days[1:]]
    book = openpyxl.load_workbook(made[0])
    assert (book.properties.title, book.properties.created) == ("甲 & 乙", dt.datetime(2025, 3, 31))  # noqa: DTZ001
    assert book["about"]["B2"].value == "=1+1"
    assert book["about"]["B2"].data_type == "s"
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
