"""Workbooks: text that is never run, sheets that go on."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest

from sunledger.engine import Connection
from sunledger.publish.downloads.sheets import rows_of
from sunledger.publish.downloads.tables import Table
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
    monkeypatch.setattr("sunledger.publish.downloads.sheets.MOST_ROWS", most)
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
