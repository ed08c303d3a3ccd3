"""Rows of a table as the rows of a worksheet, written by the engine column by column.

What a cell is follows its column's type:

- text is text in a cell of text format: it is never run, not even after someone edits it;
- figures are numbers, in decimal as they are published. A spreadsheet holds 15 significant digits; a
  figure with more is written as text, so that what is seen is exact;
- dates are dates; months (2025-06) are text, as in CSV. A blank cell is left out.

Form by ECMA-376 (Office Open XML), part 1, 18.3 and 22.9.2.19: inline strings, and ``_xHHHH_`` for what
XML can't hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape

from sunledger.engine import identifier, literal
from sunledger.publish.downloads.blocks import NUMBER
from sunledger.publish.downloads.tables import Field, Table

STYLES = {"header": 1, "text": 2, "prose": 3, "date": 4, "money": 5}
"""The numbers of the formats in every workbook."""

MOST_ROWS = 1_048_576
"""How many rows a worksheet can hold, its header included; a longer table goes on in another sheet."""
BELOW = 2
"""The number of the first row below a header."""

_HERE = "\x01"
"""Stands for the number of a row, which is known once it has its place; no cell's XML can hold it."""

_DIGITS = 15
_FIRST_DATE = "1900-03-01"
"""Before it spreadsheets count a day that never was, and dates are written as text."""
_DAY_ZERO = "1899-12-30"
_LONGEST = 32_767
"""Characters of the longest text that a cell can hold."""

_UNWRITABLE = (*range(1, 9), 11, 12, *range(13, 32), 0xFFFE, 0xFFFF)
"""Characters that XML can't hold, and the carriage return, which it does not keep."""
_ODD = re.compile("[" + "".join(re.escape(chr(code)) for code in _UNWRITABLE) + "]")
_LIKE_ESCAPED = "_(x[0-9a-fA-F]{4}_)"


def row_xml(table: Table) -> str:
    """Return the expression of a row of ``table``, as bytes; :func:`placed` puts its number in."""
    cells = ", ".join(_cell(field, letters(number)) for number, field in enumerate(table.fields))
    return f"""encode(concat('<row r="{_HERE}">', {cells}, '</row>'))"""


def numbered_row_xml(table: Table) -> str:
    """Return the expression of a row of ``table``, as bytes, with the number that rows asked for have."""
    return row_xml(table).replace(_HERE, f"' || cast({NUMBER} + {BELOW} as varchar) || '")


def placed(rows: Iterable[bytes], first: int = BELOW) -> Iterator[bytes]:
    """Give rows their numbers, from ``first`` on."""
    here = _HERE.encode()
    return (row.replace(here, b"%d" % number) for number, row in enumerate(rows, first))


def row_of_texts(texts: Sequence[str], style: str) -> bytes:
    """Write a row of texts from Python, blank ones left out."""
    cells = "".join(_text(letters(at), style, _escaped(text)) for at, text in enumerate(texts) if text)
    return f'<row r="{_HERE}">{cells}</row>'.encode()


def letters(number: int) -> str:
    """Return the letters of a column, the first being 0."""
    above, own = divmod(number, 26)
    return (letters(above - 1) if above else "") + chr(ord("A") + own)


def _cell(field: Field, column: str) -> str:
    name = identifier(field["name"])
    match field["type"]:
        case "number" | "integer":
            return _figure(field, name, column)
        case "year":
            return _plain(column, f"cast({name} as varchar)")
        case "boolean":
            return _plain(column, f"cast(cast({name} as integer) as varchar)", ' t="b"')
        case "date":
            counted = f"cast(datediff('day', date '{_DAY_ZERO}', {name}) as varchar)"
            day = _plain(column, counted, f' s="{STYLES["date"]}"')
            return f"case when {name} >= date '{_FIRST_DATE}' then {day} else {_written(column, name)} end"
        case _ if field.get("freeText"):
            return _written(column, _safe(f"left({name}, {_LONGEST})"), prose=True)
        case _:
            return _written(column, name)


def _figure(field: Field, name: str, column: str) -> str:
    digits = _DIGITS - (field.get("decimals", 4) if field["type"] == "number" else 0)
    money = f' s="{STYLES["money"]}"' if field.get("unit") == "yuan" else ""
    number = _plain(column, f"cast({name} as varchar)", money)
    return f"case when abs({name}) < 1{'0' * digits} then {number} else {_written(column, name)} end"


def _plain(column: str, value: str, facts: str = "") -> str:
    start, end = literal(f'<c r="{column}{_HERE}"{facts}><v>'), literal("</v></c>")
    return f"{start} || {value} || {end}"


def _written(column: str, value: str, *, prose: bool = False) -> str:
    mark = "\x02"
    start, end = _text(column, "text", mark, keep=prose).split(mark)
    return f"{literal(start)} || cast({value} as varchar) || {literal(end)}"


def _text(column: str, style: str, text: str, *, keep: bool = True) -> str:
    space = ' xml:space="preserve"' if keep else ""
    return f'<c r="{column}{_HERE}" s="{STYLES[style]}" t="inlineStr"><is><t{space}>{text}</t></is></c>'


def _safe(text: str) -> str:
    """Return the expression of free text as XML; the few with odd characters take a slower way."""
    unwritable = "[" + "".join(f"\\x{{{code:X}}}" for code in _UNWRITABLE) + "]"
    marked = f"regexp_replace({text}, '{_LIKE_ESCAPED}', '_x005F_\\1', 'g')"
    letter = f"case when regexp_matches(c, '{unwritable}') then printf('_x%04X_', unicode(c)) else c end"
    slow = f"list_aggregate(list_transform(string_split({marked}, ''), lambda c: {letter}), 'string_agg', '')"
    plain = f"case when regexp_matches({text}, '{unwritable}|{_LIKE_ESCAPED}') then {slow} else {text} end"
    return f"replace(replace(replace({plain}, '&', '&amp;'), '<', '&lt;'), '>', '&gt;')"


def _escaped(text: str) -> str:
    text = re.sub(_LIKE_ESCAPED, r"_x005F_\1", text)
    return escape(_ODD.sub(lambda odd: f"_x{ord(odd[0]):04X}_", text))
