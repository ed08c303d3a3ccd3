"""Workbooks: a sheet about them, sheets of tables, the dictionary last; XlsxWriter writes the file.

Tables have a header that stays in place, filters and typed cells; there is no formula, no link and no
macro in them. What a cell is follows its column's type:

- text is text in a cell of text format: it is never run, not even after someone edits it;
- figures are numbers, in decimal as they are published. A spreadsheet holds 15 significant digits; a
  figure with more is written as text, so that what is seen is exact;
- dates are dates; months (2025-06) are text, as in CSV.

A table with more rows than a sheet holds goes on in sheets numbered 2, 3, … The date of making is the day
up to which the accounts go: same accounts, same bytes.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sunledger.publish.downloads.tables import Field, Table

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS = 1_048_576
"""How many rows a worksheet can hold, its header included; a longer table goes on in another sheet."""

MOST_HANDY = 2_000
"""A table or a place with more rows has no workbook: XlsxWriter writes 200,000 cells a second."""

_DIGITS = 15
_FIRST_DATE = dt.date(1900, 3, 1)
"""Before it spreadsheets count a day that never was, and dates are written as text."""

_FORMATS: dict[str, dict[str, Any]] = {
    "text": {"num_format": "@"},
    "date": {"num_format": "yyyy-mm-dd"},
    "money": {"num_format": "#,##0.00"},
    "header": {"num_format": "@", "bold": True, "text_wrap": True, "valign": "top"},
    "prose": {"num_format": "@", "text_wrap": True, "valign": "top"},
}
_WIDTHS = {"date": 12, "yearmonth": 10, "year": 8, "integer": 10, "number": 16, "boolean": 8}
_ID, _CODE, _WORDS = 22, 14, 26

Write = Callable[[int, int, Any, Any], object]
Column = tuple[Write, Any]
"""How the cells of a column are written, and their format."""


class Workbook:
    """A workbook in the making; use it as a context. Sheets come in the order they are added.

    It is held in memory, as most are small; one of any length goes row by row ``through`` a folder, which the
    caller clears away.
    """

    def __init__(self, path: Path, title: str, as_of: str, through: Path | None = None) -> None:
        import xlsxwriter  # only a build needs it

        self._book = xlsxwriter.Workbook(
            path,
            {
                "in_memory": not through, "constant_memory": bool(through), "tmpdir": through,
                "use_zip64": True,
                "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
            },
        )  # fmt: skip
        self._book.set_properties({
            "title": title, "author": "sunledger", "created": dt.datetime.fromisoformat(as_of),
        })  # fmt: skip
        self._formats = {name: self._book.add_format(looks) for name, looks in _FORMATS.items()}

    def __enter__(self) -> Workbook:
        return self

    def __exit__(self, *_: object) -> None:
        from xlsxwriter.exceptions import FileCreateError

        try:
            self._book.close()
        except FileCreateError as cause:
            raise cause.args[0] from cause

    def prose(self, name: str, rows: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
        """Add a sheet of texts, the first row as its header."""
        sheet = self._sheet(name, rows[0], widths)
        body = ([text or None for text in row] for row in rows[1:])
        self._fill(sheet, [(_prose(sheet), self._formats["prose"])] * len(widths), body)

    def about(self, lines: Sequence[tuple[str, str]]) -> None:
        """Add the sheet that says whose accounts they are, up to when, and how to cite them."""
        self.prose("about", [("关于 About", ""), *lines], (20, 90))

    def table(self, table: Table, rows: Iterable[Sequence[Any]]) -> int:
        """Add a table's rows, in as many sheets as they need; return how many."""
        header = [f"{field['title']}\n{field['name']}" for field in table.fields]
        widths, waiting, number = [_width(field) for field in table.fields], iter(rows), 0
        first = next(waiting, None)
        while first is not None or not number:
            number += 1
            sheet = self._sheet(table.name + (f" {number}" if number > 1 else ""), header, widths)
            held = [] if first is None else itertools.chain([first], itertools.islice(waiting, MOST_ROWS - 2))
            self._fill(sheet, [self._column(sheet, field) for field in table.fields], held)
            first = next(waiting, None)
        return number

    def _sheet(self, name: str, header: Sequence[str], widths: Sequence[int]) -> Worksheet:
        sheet = self._book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for column, (title, width) in enumerate(zip(header, widths, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, title, self._formats["header"])
        return sheet

    def _fill(self, sheet: Worksheet, columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> None:
        """Write rows below the header, blank cells left out, and put the filters on all of it."""
        numbered, last = [(at, *column) for at, column in enumerate(columns)], 0
        for last, row in enumerate(rows, 1):
            for at, write, looks in numbered:
                if (value := row[at]) is not None:
                    write(last, at, value, looks)
        sheet.autofilter(0, 0, last, len(columns) - 1)

    def _column(self, sheet: Worksheet, field: Field) -> Column:
        """Choose how the cells of a column are written, and how they look."""
        text, money = self._formats["text"], self._formats["money"] if field.get("unit") == "yuan" else None
        match field["type"]:
            case "number":
                return _figure(sheet, text, Decimal(10) ** (_DIGITS - field.get("decimals", 4))), money
            case "integer":
                return _figure(sheet, text, Decimal(10) ** _DIGITS), None
            case "year":
                return sheet.write_number, None
            case "boolean":
                return sheet.write_boolean, None
            case "date":
                return _date(sheet, text), self._formats["date"]
            case _:
                return _prose(sheet) if field.get("freeText") else sheet.write_string, text


def _prose(sheet: Worksheet) -> Write:
    """Write text as it is; XlsxWriter would take ``<r>…</r>`` for finished XML, so it gets that in pieces."""

    def write(row: int, column: int, value: str, looks: Format) -> None:
        if value.startswith("<r>"):
            sheet.write_rich_string(row, column, *value[:2], value[2:], looks)
        else:
            sheet.write_string(row, column, value, looks)

    return write


def _figure(sheet: Worksheet, text: Format, limit: Decimal) -> Write:
    def write(row: int, column: int, value: Any, looks: Format | None) -> None:
        if -limit < value < limit:
            sheet.write_number(row, column, value, looks)
        else:
            sheet.write_string(row, column, str(value), text)

    return write


def _date(sheet: Worksheet, text: Format) -> Write:
    def write(row: int, column: int, value: dt.date, looks: Format) -> None:
        if value >= _FIRST_DATE:
            sheet.write_datetime(row, column, value, looks)
        else:
            sheet.write_string(row, column, value.isoformat(), text)

    return write


def _width(field: Field) -> int:
    """Give a column room for what its type writes."""
    if field["type"] in _WIDTHS:
        return _WIDTHS[field["type"]]
    if field.get("freeText"):
        return _WORDS
    return _CODE if field.get("categories") else _ID
