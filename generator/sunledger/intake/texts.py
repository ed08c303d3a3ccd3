"""CSV and its kin, as Excel and WPS write them: several encodings, separators and line ends.

The separator is the one under which most columns' names are found. A file in none of the encodings is
refused; so is one whose quotes don't close.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable

from sunledger.intake.grid import Book, Cell, Kind, Sheet
from sunledger.intake.headings import knows
from sunledger.intake.limits import MOST_COLUMNS, MOST_ROWS
from sunledger.intake.unreadable import Unreadable

_SEPARATORS = ",\t;"
_LOOKED_AT = 40


def read(raw: bytes, label: str, stem: str) -> Book:
    """Read a text file as a book of one nameless sheet."""
    text = _decoded(raw)
    separator = max(_SEPARATORS, key=_likeness(text))
    rows: dict[int, dict[int, Cell]] = {}
    widths: dict[int, int] = {}
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    start = 1
    try:
        for cells in reader:
            if len(cells) > MOST_COLUMNS or len(widths) >= MOST_ROWS:
                found = f"{len(cells)} × {len(widths) + 1}"
                raise Unreadable(
                    "sheets_are_small_enough", found=found, expected=f"{MOST_COLUMNS} × {MOST_ROWS}"
                )
            widths[start] = len(cells)
            if found_cells := {at: Cell(Kind.TEXT, cell) for at, cell in enumerate(cells, 1) if cell.strip()}:
                rows[start] = found_cells
            start = reader.line_num + 1
    except csv.Error as cause:
        raise Unreadable("text_closes_its_quotes", row=start) from cause
    if not rows:
        raise Unreadable("files_hold_a_table")
    return Book(label, stem, (Sheet("", 1, rows, widths=widths),))


def _decoded(raw: bytes) -> str:
    """Return the text: UTF-8, UTF-16 with its mark, or GB18030 where it reads as Chinese."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _without_nul(_tried(raw, "utf-16"))
    if b"\x00" in raw:
        raise Unreadable("text_has_no_nul_bytes")
    try:
        return raw.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError:
        text = _tried(raw, "gb18030").removeprefix("\ufeff")
    # Chinese text saved as GBK decodes into common ideographs; noise does not.
    common = sum("\u4e00" <= char <= "\u9fff" or "\u3000" <= char <= "\u303f" or "\uff01" <= char <= "\uffe5"
                 for char in text)  # fmt: skip
    if 2 * common <= sum(not char.isascii() for char in text):
        raise Unreadable("text_is_in_a_known_encoding")
    return text


def _tried(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as cause:
        raise Unreadable("text_is_in_a_known_encoding") from cause


def _without_nul(text: str) -> str:
    if "\x00" in text:
        raise Unreadable("text_has_no_nul_bytes")
    return text


def _likeness(text: str) -> Callable[[str], int]:
    """Return what counts the columns' names in the best of the first rows, for a separator."""
    first = "\n".join(text.splitlines()[:_LOOKED_AT])

    def count(separator: str) -> int:
        rows = csv.reader(io.StringIO(first, newline=""), delimiter=separator)
        try:
            return max((sum(map(knows, row)) for row in rows), default=0)
        except csv.Error:
            return 0

    return count
