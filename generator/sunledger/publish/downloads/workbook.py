"""Workbooks: a sheet about them, sheets of tables, the dictionary last.

XlsxWriter makes a workbook without rows once for each set of sheets: formats, widths, headers that stay in
place, filters. Into its copies finished rows are poured (``sheet``), which costs a quarter of writing cell
by cell. There is no formula, no link and no macro in them. A table with more rows than a sheet holds goes
on in sheets numbered 2, 3, … The date of making is the day up to which the accounts go: same accounts,
same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from sunledger.engine import Connection
from sunledger.publish.downloads.said import WIDTHS, dictionary
from sunledger.publish.downloads.sheet import MOST_ROWS, STYLES, placed, row_of_texts, rows_xml
from sunledger.publish.downloads.tables import Field, Table, answered
from sunledger.publish.downloads.zipped import Zip

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_FORMATS: dict[str, dict[str, Any]] = {
    "header": {"num_format": "@", "bold": True, "text_wrap": True, "valign": "top"},
    "text": {"num_format": "@"},
    "prose": {"num_format": "@", "text_wrap": True, "valign": "top"},
    "date": {"num_format": "yyyy-mm-dd"},
    "money": {"num_format": "#,##0.00"},
}
_COLUMN_WIDTHS = {"date": 12, "yearmonth": 10, "year": 8, "integer": 10, "number": 16, "boolean": 8}
_ID, _CODE, _WORDS = 22, 14, 26
_BATCH = 4096

_TITLE, _DAY = "[title]", dt.datetime(1980, 1, 1)  # noqa: DTZ001
"""What stands for the title and the day in a workbook without rows."""
_FAR = 1_000_000
"""How far the filter of its first sheet reaches; each further one's reaches a row further."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a table, as many as there are, in the form of a sheet and numbered."""

    table: Table
    number: int
    rows: Iterable[bytes]

    @property
    def sheets(self) -> int:
        """Count the sheets they need: one even for none."""
        return max(1, -(-self.number // (MOST_ROWS - 1)))


def rows_as_sheet(con: Connection, table: Table, number: int, where: str = "true", **given: Any) -> Rows:
    """Give the ``number`` rows for which ``where`` holds, in the order of the table's key."""

    def rows() -> Iterator[bytes]:
        if not number:
            return
        con.execute(rows_xml(table, where), given)
        yield from (row for (row,) in answered(con))

    return Rows(table, number, rows())


def write_workbook(
    path: Path, title: str, as_of: str, lines: Sequence[tuple[str, str]], tables: Sequence[Rows]
) -> None:
    """Write a workbook of ``tables``, read one after the other; ``lines`` say whose they are."""
    parts = _empty(tuple((each.table, each.sheets) for each in tables))
    sheets = [
        (prose_rows([("关于 About", ""), *lines]), len(lines) + 1),
        *chain.from_iterable(map(_split, tables)),
        _dictionary(tuple(each.table for each in tables)),
    ]
    with Zip(path) as archive:
        for name, text in parts.items():
            if number := re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", name):
                at = int(number[1]) - 1
                archive.pieces(name, _poured(text, at, *sheets[at]))
            else:
                archive.text(name, _filled(text, title, as_of, [last for _, last in sheets]))


def prose_rows(rows: Sequence[Sequence[str]]) -> list[bytes]:
    """Write rows of texts, the first as a header."""
    return list(placed((row_of_texts(row, "prose" if at else "header") for at, row in enumerate(rows)), 1))


@cache
def _dictionary(tables: tuple[Table, ...]) -> tuple[list[bytes], int]:
    rows = prose_rows(dictionary(tables))
    return rows, len(rows)


def _split(rows: Rows) -> Iterator[tuple[Iterator[bytes], int]]:
    """Give the rows of each sheet, the header first, and how many they are."""
    header = row_of_texts([f"{field['title']}\n{field['name']}" for field in rows.table.fields], "header")
    headed = [*placed([header], 1)]
    waiting, left = iter(rows.rows), rows.number
    for _ in range(rows.sheets):
        here = min(left, MOST_ROWS - 1)
        yield chain(headed, islice(waiting, here)), here + 1
        left -= here


def _poured(text: str, at: int, rows: Iterable[bytes], last: int) -> Iterator[bytes]:
    """Put rows into a sheet that has none; cells that only keep a format go."""
    head, tail = re.split("<sheetData/>|<sheetData>.*</sheetData>", text, maxsplit=1, flags=re.DOTALL)
    columns = re.search(r'<autoFilter ref="A1:([A-Z]+)', tail)
    held = f'<dimension ref="A1:{columns[1] if columns else "A"}{last}'
    head = re.sub(r'<dimension ref="[^"]*', held, head)
    yield f"{head}<sheetData>".encode()
    waiting = iter(rows)
    while batch := b"".join(islice(waiting, _BATCH)):
        yield batch
    yield f"</sheetData>{tail.replace(str(_FAR + at), str(last))}".encode()


def _filled(text: str, title: str, as_of: str, lasts: Sequence[int]) -> str:
    """Put the title, the day and the last rows of the sheets' filters into a part of a workbook."""
    text = text.replace(_TITLE, escape(title)).replace(f"{_DAY:%Y-%m-%d}T", f"{as_of}T")
    for at, last in enumerate(lasts):
        text = text.replace(f"${_FAR + at}<", f"${last}<")
    return text


@cache
def _empty(tables: tuple[tuple[Table, int], ...]) -> dict[str, str]:
    """Make a workbook without rows, of some tables with so many sheets each; give its parts."""
    import xlsxwriter  # only a build needs it

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"title": _TITLE, "author": "sunledger", "created": _DAY})
    about = _sheet(book, "about", (20, 90))
    for name in STYLES:  # a format gets its number where it is first used
        about.write_blank(0, STYLES[name], None, book.add_format(_FORMATS[name]))
    for table, sheets in tables:
        for number in range(1, sheets + 1):
            name = table.name + (f" {number}" if number > 1 else "")
            _sheet(book, name, [_width(field) for field in table.fields])
    _sheet(book, "dictionary", WIDTHS)
    book.close()
    with zipfile.ZipFile(out) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def _sheet(book: Workbook, name: str, widths: Sequence[int]) -> Worksheet:
    """Add a sheet without rows, its header to stay in place, its filter to be shortened."""
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.autofilter(0, 0, _FAR + len(book.worksheets()) - 2, len(widths) - 1)
    return sheet


def _width(field: Field) -> int:
    """Give a column room for what its type writes."""
    if field["type"] in _COLUMN_WIDTHS:
        return _COLUMN_WIDTHS[field["type"]]
    if field.get("freeText"):
        return _WORDS
    return _CODE if field.get("categories") else _ID
