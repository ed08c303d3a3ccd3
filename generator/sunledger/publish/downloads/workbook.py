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
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from sunledger.engine import Connection
from sunledger.publish.downloads.blocks import Block, Rows
from sunledger.publish.downloads.pouring import NOTHING, Layout, Standing, deflated, poured
from sunledger.publish.downloads.said import WIDTHS, dictionary
from sunledger.publish.downloads.sheet import (
    MOST_ROWS,
    STYLES,
    numbered_row_xml,
    placed,
    row_of_texts,
)
from sunledger.publish.downloads.tables import Field, Table
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
class Sheet:
    """Some rows of a table, in the form of a sheet and numbered."""

    table: Table
    rows: Sequence[bytes]


@dataclass(frozen=True, slots=True)
class _Filling:
    """What is poured into one sheet: its rows from the first on, then blocks of rows, then nothing."""

    first: Sequence[bytes]
    rows: Rows | None = None
    blocks: tuple[Block, ...] = ()

    @property
    def last(self) -> int:
        """Give the number of its last row."""
        return len(self.first) + sum(block.rows for block in self.blocks)


def write_workbook(
    path: Path, title: str, as_of: str, lines: Sequence[tuple[str, str]], tables: Sequence[Sheet]
) -> None:
    """Write a workbook of ``tables``; ``lines`` say whose they are."""
    fillings = [_Filling([_header(each.table), *each.rows]) for each in tables]
    _write(path, title, as_of, lines, [(each.table, 1) for each in tables], fillings)


def write_large_workbook(
    con: Connection, path: Path, title: str, as_of: str, lines: Sequence[tuple[str, str]],
    tables: Sequence[Rows], standing: Standing,
) -> Layout:  # fmt: skip
    """Write a workbook of ``tables``, read one after the other, but for the blocks that are ``standing``."""
    parted = [(rows, rows.parted(MOST_ROWS - 1)) for rows in tables]
    fillings = [_Filling([_header(rows.table)], rows, share) for rows, shares in parted for share in shares]
    sheets = [(rows.table, len(shares)) for rows, shares in parted]
    return _write(path, title, as_of, lines, sheets, fillings, con, standing)


def _write(
    path: Path, title: str, as_of: str, lines: Sequence[tuple[str, str]], tables: Sequence[tuple[Table, int]],
    fillings: Sequence[_Filling], con: Connection | None = None, standing: Standing = NOTHING,
) -> Layout:  # fmt: skip
    """Write a workbook of ``tables``, each in so many sheets."""
    about = _Filling(prose_rows([("关于 About", ""), *lines]))
    sheets = [about, *fillings, _Filling(_dictionary(tuple(table for table, _ in tables)))]
    with Zip(path) as archive:
        for name, text in _empty(tuple(tables)).items():
            if number := re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", name):
                at = int(number[1]) - 1
                _pour(archive, name, _around(text, at, sheets[at]), sheets[at], con, standing)
            else:
                archive.text(name, _filled(text, title, as_of, [sheet.last for sheet in sheets]))
        return archive.layout


def _pour(
    archive: Zip,
    name: str,
    around: tuple[str, str],
    filling: _Filling,
    con: Connection | None,
    standing: Standing,
) -> None:
    """Pour rows into a sheet that has none."""
    head, tail = (text.encode() for text in around)
    if filling.rows is None or con is None:
        archive.pieces(name, (head, *_batched(filling.first), tail))
        return
    row, held = numbered_row_xml(filling.rows.table), standing.pieces(name)
    found = poured(con, filling.rows, row, held, deflated, filling.blocks, numbered=True)
    archive.blocks(name, chain(
        [("", deflated([head, *filling.first]))], found, [("", deflated([tail]))]
    ))  # fmt: skip


def _batched(rows: Sequence[bytes]) -> Iterator[bytes]:
    """Give rows together, many at a time."""
    for start in range(0, len(rows), _BATCH):
        yield b"".join(rows[start : start + _BATCH])


def prose_rows(rows: Sequence[Sequence[str]]) -> list[bytes]:
    """Write rows of texts, the first as a header."""
    return list(placed((row_of_texts(row, "prose" if at else "header") for at, row in enumerate(rows)), 1))


@cache
def _dictionary(tables: tuple[Table, ...]) -> list[bytes]:
    return prose_rows(dictionary(tables))


@cache
def _header(table: Table) -> bytes:
    header = row_of_texts([f"{field['title']}\n{field['name']}" for field in table.fields], "header")
    return next(placed([header], 1))


def _around(text: str, at: int, filling: _Filling) -> tuple[str, str]:
    """Give what stands before and after the rows of a sheet; cells that only keep a format go."""
    head, tail = re.split("<sheetData/>|<sheetData>.*</sheetData>", text, maxsplit=1, flags=re.DOTALL)
    columns = re.search(r'<autoFilter ref="A1:([A-Z]+)', tail)
    held = f'<dimension ref="A1:{columns[1] if columns else "A"}{filling.last}'
    head = re.sub(r'<dimension ref="[^"]*', held, head)
    return f"{head}<sheetData>", f"</sheetData>{tail.replace(str(_FAR + at), str(filling.last))}"


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
