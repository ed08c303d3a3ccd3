"""XLSX workbooks: what the cells hold, by openpyxl, once the archive was looked through.

Read as a stream, so that a sheet costs what it holds and not what it declares. Numbers are binary64, as
Excel keeps them; their text is the shortest decimal that means the same number.
"""

from __future__ import annotations

import datetime as dt
import io
import warnings
from typing import Any

import openpyxl
from openpyxl.cell.read_only import EmptyCell
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from sunledger.intake.grid import Book, Cell, Kind, Sheet
from sunledger.intake.limits import MOST_COLUMNS, MOST_ROWS
from sunledger.intake.marks import marks
from sunledger.intake.package import Package
from sunledger.intake.unreadable import Unreadable

VERSION = "1"
_LISTS, _MARK = "_lists", "sunledger-template "


def read(raw: bytes, label: str, stem: str) -> Book:
    """Read all sheets; raise :class:`Unreadable` for what is not opened."""
    package = Package.open(raw)
    parts = package.sheets()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True, keep_links=False)
        except Exception as cause:  # a hostile part may raise anything from within the library
            raise Unreadable("workbooks_are_whole") from cause
        sheets, cells = [], 0
        for number, part in enumerate(parts, 1):
            here = Sheet(part.name, number, {}, part.hidden)
            seen, more = marks(package, part, f"{label}!{here.label}", cells)
            cells += more
            if part.name not in book.sheetnames:
                raise Unreadable("workbooks_are_whole")
            rows = _rows(book[part.name])
            sheets.append(Sheet(part.name, number, rows, part.hidden, seen))
        later = book.epoch == CALENDAR_MAC_1904
        book.close()
    return Book(label, stem, tuple(sheets), later, _ours(sheets))


def _rows(sheet: Any) -> dict[int, dict[int, Cell]]:
    """Return the filled cells by row and column."""
    found: dict[int, dict[int, Cell]] = {}
    try:
        sheet.reset_dimensions()
        for row in sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS):
            for cell in row:
                if not isinstance(cell, EmptyCell) and (made := _cell(cell)):
                    found.setdefault(cell.row, {})[cell.column] = made
    except Unreadable:
        raise
    except Exception as cause:  # the same
        raise Unreadable("workbooks_are_whole") from cause
    return found


def _cell(cell: Any) -> Cell | None:
    value = cell.value
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    kind, text = (Kind.ERROR, str(value)) if cell.data_type == "e" else _told(value)
    return Cell(kind, text, cell.number_format or "", bool(cell.font and cell.font.strike))


def _told(value: Any) -> tuple[Kind, str]:
    """Return what kind a value is of, and its text."""
    if isinstance(value, bool):
        return Kind.BOOLEAN, "true" if value else "false"
    if isinstance(value, int | float):
        return Kind.NUMBER, decimal_text(value)
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time()
        return Kind.DATE, value.date().isoformat() if midnight else value.isoformat()
    if isinstance(value, dt.date):
        return Kind.DATE, value.isoformat()
    if isinstance(value, dt.time | dt.timedelta):
        return Kind.DATE, f"T{value}"
    return Kind.TEXT, str(value)


def decimal_text(value: float) -> str:
    """Return a number's shortest decimal form: 1234.5 for a binary64, without ``.0`` where it is whole.

    A form with an exponent stays one: it stands for digits that the file does not have.
    """
    text = repr(value)
    return text.removesuffix(".0")


def _ours(sheets: list[Sheet]) -> bool:
    """Tell whether the workbook is one of our templates, of the version that is read here."""
    for sheet in sheets:
        if sheet.name == _LISTS:
            mark = sheet.rows.get(1, {}).get(1, Cell(Kind.TEXT, "")).text
            version = mark.removeprefix(_MARK)
            if mark.startswith(_MARK) and version != VERSION:
                raise Unreadable("templates_are_of_this_version", found=version[:8], expected=VERSION)
            return mark.startswith(_MARK)
    return False
