"""Rows of a table as rows of a worksheet, written by the engine.

A row leaves the engine as one text, ready for the file: a quarter of a million cells takes a tenth of
a second so, and a second cell by cell (measured with XlsxWriter 3.3). What a cell is follows its
column's type:

- text is an inline string in a cell of text format: it is never run, not even after someone edits it;
- figures are numbers, written out in decimal as they are published. A spreadsheet holds 15 significant
  digits; a figure with more is written as text, so that what is seen is exact;
- dates are dates; months (2025-06) are text, as in CSV.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from xml.sax.saxutils import escape

from sunledger.engine import Connection, identifier, literal
from sunledger.publish.downloads.tables import Field, Table

MOST_ROWS = 1_048_576
"""How many rows a worksheet can hold, its header included; a longer table goes on in another sheet."""

GENERAL, DATE, MONEY, WHOLE, HEADER, TEXT, PROSE = range(7)
"""The formats of cells, in the order in which a workbook's styles list them."""

_DIGITS = 15
_FIRST_DATE = "1900-03-01"
"""Before it spreadsheets count a day that never was, and dates are written as text."""

_BATCH = 4096
_HERE = "\x01"
"""Stands for the number of a row until the row has its place; no text that is read can hold it."""

_KEPT = '<t xml:space="preserve">'


def row_text(fields: Sequence[Field]) -> str:
    """Return the expression of a whole row; :func:`numbered` puts in the number of its row.

    ``concat`` leaves null out, and joins all cells at once where ``||`` would copy the row for each.
    """
    cells = ", ".join(_cell(field, column_letters(position)) for position, field in enumerate(fields, 1))
    return f"concat('<row r=\"{_HERE}\">', {cells}, '</row>')"


def numbered(rows: Iterable[str]) -> Iterator[str]:
    """Put the numbers of rows in: from 2, below the header, and from 2 again in each further sheet."""
    numbers = itertools.cycle(map(str, range(2, MOST_ROWS + 1)))
    for row, number in zip(rows, numbers, strict=False):
        yield row.replace(_HERE, number)


def rows_of(con: Connection, table: Table, where: str = "true", **given: Any) -> Iterator[str]:
    """Give a table's rows for which ``where`` holds, in the order of its key, without their numbers."""
    con.execute(
        f"select {row_text(table.fields)} from {table.place} where {where} order by {table.order}", given
    )
    while batch := con.fetchmany(_BATCH):
        for (row,) in batch:
            yield row


def written(cells: Sequence[str], number: int, style: int = TEXT) -> str:
    """Return a row of text cells; blank ones are left out."""
    held = "".join(
        _inline(f"{column_letters(position)}{number}", text, style)
        for position, text in enumerate(cells, 1)
        if text
    )
    return f'<row r="{number}">{held}</row>'


def column_letters(position: int) -> str:
    """Name a column as spreadsheets do: 1 is A, 27 is AA."""
    letters = ""
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _inline(place: str, text: str, style: int) -> str:
    return f'<c r="{place}" s="{style}" t="inlineStr"><is>{_KEPT}{escape(text)}</t></is></c>'


def _cell(field: Field, letters: str) -> str:
    """Return the expression of one cell; null is no cell."""
    name = identifier(field["name"])
    shown = f"cast({name} as varchar)"

    def cell(style: int, value: str, kind: str = "") -> str:
        return f"'<c r=\"{letters}{_HERE}\" s=\"{style}\"{kind}><v>' || {value} || '</v></c>'"

    def text(value: str, begin: str = "<t>") -> str:
        place = f'<c r="{letters}{_HERE}" s="{TEXT}" t="inlineStr"><is>{begin}'
        return f"'{place}' || {value} || '</t></is></c>'"

    match field["type"]:
        case "number":
            style = MONEY if field.get("unit") == "yuan" else GENERAL
            limit = f"cast(1{'0' * (_DIGITS - field.get('decimals', 4))} as decimal(38, 0))"
            return f"case when abs({name}) < {limit} then {cell(style, shown)} else {text(shown)} end"
        case "integer":
            limit = f"1{'0' * _DIGITS}"
            return (
                f"case when abs(cast({name} as hugeint)) < {limit} "
                f"then {cell(WHOLE, shown)} else {text(shown)} end"
            )
        case "year":
            return cell(GENERAL, shown)
        case "date":
            day = cell(DATE, f"cast(date_diff('day', date '1899-12-30', {name}) as varchar)")
            return f"case when {name} >= date {literal(_FIRST_DATE)} then {day} else {text(shown)} end"
        case "boolean":
            return cell(GENERAL, f"cast(cast({name} as integer) as varchar)", ' t="b"')
        case _:
            free = bool(field.get("freeText"))
            return text(_escaped(name, free=free), _KEPT if free else "<t>")


def _escaped(name: str, *, free: bool) -> str:
    """Escape text for XML; ``_x0041_`` in a text would be read as the letter A, so it is taken apart."""
    safe = f"replace(replace(replace({name}, '&', '&amp;'), '<', '&lt;'), '>', '&gt;')"
    if not free:
        return safe
    return f"regexp_replace({safe}, '_(x[0-9A-Fa-f]{{4}}_)', '_x005F_\\1', 'g')"
