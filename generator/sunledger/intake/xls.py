"""XLS workbooks of the old kind (BIFF), by xlrd: values, hidden rows and columns, merged cells, notes.

xlrd gives a formula's result without saying that it is one, so the records of each sheet are walked for
formulas. Records by Microsoft's [MS-XLS].
"""

from __future__ import annotations

import datetime as dt
import io
import struct
from collections.abc import Iterator
from typing import Any

import xlrd
from xlrd.compdoc import CompDoc, CompDocError

from sunledger.intake.grid import Area, Book, Cell, Kind, Marks, Place, Sheet
from sunledger.intake.unreadable import Unreadable
from sunledger.intake.xlsx import decimal_text

_BOF, _EOF, _FORMULA, _SUPBOOK = (0x0809, 0x0A, 0x06, 0x01AE)
_BOUNDSHEET, _MACRO_SHEET = 0x85, 1
_WORKSHEET = 0x0010
_PROJECT = "_VBA_PROJECT".encode("utf-16-le")
"""What the directory of a compound file calls a storage of macros."""

_ITSELF = 4
"""Bytes of a SUPBOOK record that stands for the workbook itself; another's is longer."""


def is_encrypted(raw: bytes) -> bool:
    """Tell whether a compound file holds a workbook locked with a password."""
    return _stream(raw, "EncryptedPackage") is not None


def read(raw: bytes, label: str, stem: str) -> Book:
    """Read all sheets; raise :class:`Unreadable` for what is not opened."""
    if is_encrypted(raw):
        raise Unreadable("workbooks_are_not_encrypted")
    if _PROJECT in raw:
        raise Unreadable("workbooks_hold_no_macros")
    stream = _stream(raw, "Workbook") or _stream(raw, "Book")
    if stream is None:
        raise Unreadable("files_are_of_a_known_kind")
    places = _formulas(stream)
    try:
        book = xlrd.open_workbook(
            file_contents=raw, formatting_info=True, ragged_rows=True, logfile=io.StringIO()
        )
    except xlrd.XLRDError as cause:
        locked = "encrypt" in str(cause).lower()
        raise Unreadable("workbooks_are_not_encrypted" if locked else "workbooks_are_whole") from cause
    except Exception as cause:  # a hostile record may raise anything from within the library
        raise Unreadable("workbooks_are_whole") from cause
    if len(places) != book.nsheets:
        raise Unreadable("workbooks_are_whole")
    try:
        sheets = tuple(
            _sheet(book, sheet, number, formulas)
            for number, (sheet, formulas) in enumerate(zip(book.sheets(), places, strict=True), 1)
        )
    except (IndexError, KeyError, AttributeError) as cause:
        raise Unreadable("workbooks_are_whole") from cause
    return Book(label, stem, sheets, book.datemode == 1)


def _sheet(book: Any, sheet: Any, number: int, formulas: frozenset[Place]) -> Sheet:
    rows: dict[int, dict[int, Cell]] = {}
    for row in range(sheet.nrows):
        cells = {at + 1: made for at, cell in enumerate(sheet.row(row)) if (made := _cell(book, cell))}
        if cells:
            rows[row + 1] = cells
    marks = Marks(
        frozenset(row + 1 for row, facts in sheet.rowinfo_map.items() if facts.hidden or not facts.height),
        frozenset(column + 1 for column, facts in sheet.colinfo_map.items() if facts.hidden),
        tuple(Area(top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells),
        formulas,
        frozenset(),
        frozenset((row + 1, column + 1) for row, column in sheet.cell_note_map),
    )
    return Sheet(sheet.name, number, rows, sheet.visibility != 0, marks)


def _cell(book: Any, cell: Any) -> Cell | None:
    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return None
    style = book.xf_list[cell.xf_index]
    shape, struck = (
        str(book.format_map[style.format_key].format_str),
        bool(book.font_list[style.font_index].struck_out),
    )
    kind, text = _told(cell, book.datemode)
    return Cell(kind, text, shape, struck) if text.strip() else None


def _told(cell: Any, mode: int) -> tuple[Kind, str]:
    """Return what kind a cell is of, and its text."""
    match cell.ctype:
        case xlrd.XL_CELL_NUMBER:
            return Kind.NUMBER, decimal_text(cell.value)
        case xlrd.XL_CELL_DATE:
            return _day(cell.value, mode)
        case xlrd.XL_CELL_BOOLEAN:
            return Kind.BOOLEAN, "true" if cell.value else "false"
        case xlrd.XL_CELL_ERROR:
            return Kind.ERROR, xlrd.error_text_from_code.get(cell.value, "#ERROR")
    return Kind.TEXT, cell.value


def _day(value: float, mode: int) -> tuple[Kind, str]:
    try:
        moment: dt.datetime = xlrd.xldate_as_datetime(value, mode)
    except (xlrd.xldate.XLDateError, OverflowError, ValueError):
        return Kind.ERROR, "#VALUE!"
    midnight = moment.time() == dt.time()
    return Kind.DATE, moment.date().isoformat() if midnight else moment.isoformat()


def _stream(raw: bytes, name: str) -> bytes | None:
    """Return a stream of a compound file."""
    try:
        found: bytes | None = CompDoc(raw, logfile=io.StringIO()).get_named_stream(name)
    except (CompDocError, AssertionError, IndexError, struct.error, MemoryError, ValueError) as cause:
        raise Unreadable("workbooks_are_whole") from cause
    return found


def _formulas(stream: bytes) -> list[frozenset[Place]]:
    """Return the places of formulas sheet by sheet; refuse a workbook that names another."""
    found: list[set[Place]] = []
    depth: list[bool] = []
    for code, body in _records(stream):
        if code == _BOF:
            sheet = not depth and len(body) >= 4 and struct.unpack_from("<H", body, 2)[0] == _WORKSHEET
            depth.append(sheet)
            if sheet:
                found.append(set())
        elif code == _EOF and depth:
            depth.pop()
        elif code == _FORMULA and depth and depth[-1] and len(body) >= 4:
            row, column = struct.unpack_from("<HH", body)
            found[-1].add((row + 1, column + 1))
        elif code == _SUPBOOK and len(body) > _ITSELF:
            raise Unreadable("workbooks_name_nothing_outside")
        elif code == _BOUNDSHEET and body[5:6] == bytes([_MACRO_SHEET]):
            raise Unreadable("workbooks_hold_no_macros")
    return [frozenset(places) for places in found]


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(stream):
        code, size = struct.unpack_from("<HH", stream, at)
        yield code, stream[at + 4 : at + 4 + size]
        at += 4 + size
