"""Write the workbook: the sheet that explains, a sheet for each dataset, the hidden lists.

No formula stands in a cell, nothing is dated by a clock: the same accounts give the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import TYPE_CHECKING, Any

from sunledger.accounts import Row
from sunledger.forms.examples import example
from sunledger.forms.explained import lines
from sunledger.forms.fields import LIMITS, Demand, comment, demand, heading, required
from sunledger.forms.lists import Choices, list_of
from sunledger.forms.request import Asked
from sunledger.resources import load_schema

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

GUIDE, LISTS = "说明", "_lists"
MARK = "sunledger-template 1"
"""What the first cell of the hidden sheet says, for ``sunledger import`` to know the workbook by."""

LAST_ROW = 500
"""The last row that takes the rules of its column, counted from 1."""

_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_FORMATS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 18},
    "head": {"bold": True, "font_size": 13, "font_color": "#A92C19", "bottom": 1},
    "text": {"text_wrap": True, "valign": "top"},
    "must": {"bold": True, "font_color": "#FFFFFF", "bg_color": "#A92C19", "border": 1, "text_wrap": True,
             "valign": "vcenter"},
    "may": {"bold": True, "bg_color": "#F0E4D2", "border": 1, "text_wrap": True, "valign": "vcenter"},
    "example": {"italic": True, "font_color": "#808080", "bg_color": "#F5F5F5", "num_format": "@"},
    "begun": {"num_format": "@", "bg_color": "#FFFBE6"},
    "cell": {"num_format": "@"},
}  # fmt: skip
_WIDTHS = {"date": 13, "yearmonth": 11, "number": 14, "integer": 11, "boolean": 10}
_REFERENCE, _LABEL, _WORDS, _OTHER = 30, 15, 34, 22


def write(asked: Asked, choices: Choices, rows: dict[str, list[Row]]) -> bytes:
    """Return the workbook with a sheet for each dataset, whose begun rows are given."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    title = f"{asked.home['name']} {asked.month}"
    book.set_properties({"title": title, "author": "sunledger", "comments": MARK,
                         "created": dt.datetime(int(asked.month[:4]), int(asked.month[5:]), 1)})  # noqa: DTZ001  # fmt: skip
    styles = {name: book.add_format(facts) for name, facts in _FORMATS.items()}
    _guide(book, asked, rows, choices, styles)
    used = {name for dataset in rows for field in load_schema(dataset)["fields"]
            if (name := list_of(dataset, field["name"]))}  # fmt: skip
    ranges = _ranges(choices, sorted(used))
    for dataset, begun in rows.items():
        _sheet(book, dataset, asked, choices, ranges, begun, styles)
    _lists(book, ranges, choices)
    book.close()
    return out.getvalue()


def sheet_name(dataset: str) -> str:
    """Return the name of a dataset's sheet: its title, as far as a spreadsheet takes it."""
    return _FORBIDDEN.sub("", load_schema(dataset)["title"])[:31].strip("'")


def _guide(
    book: Workbook, asked: Asked, rows: dict[str, list[Row]], choices: Choices, styles: dict[str, Format]
) -> None:
    sheet = book.add_worksheet(GUIDE)
    sheet.set_column(0, 0, 100)
    sheet.hide_gridlines(2)
    for at, (style, text) in enumerate(lines(asked, rows, choices)):
        sheet.write_string(at, 0, text, styles[style])
        if style == "text":
            sheet.set_row(at, 17 * -(-sum(2 if ord(char) > 0x2E80 else 1 for char in text) // 98))
    _printed(sheet, landscape=False)


def _sheet(
    book: Workbook, dataset: str, asked: Asked, choices: Choices, ranges: dict[str, str],
    begun: list[Row], styles: dict[str, Format],
) -> None:  # fmt: skip
    sheet = book.add_worksheet(sheet_name(dataset))
    fields = load_schema(dataset)["fields"]
    for at, field in enumerate(fields):
        letter = _letters(at)
        wanted = demand(dataset, field, choices, f"{letter}3")
        sheet.set_column(at, at, _width(dataset, field), styles["cell"])
        sheet.write_string(0, at, heading(field, fields), styles["must" if required(field) else "may"])
        sheet.write_comment(
            0, at, comment(field, wanted), {"author": "sunledger", "x_scale": 2, "y_scale": 1.2}
        )
        if facts := _validation(wanted, ranges):
            sheet.data_validation(f"{letter}3:{letter}{LAST_ROW}", facts)
    for at, text in enumerate(example(dataset, asked, choices)):
        sheet.write_string(1, at, text, styles["example"]) if text else sheet.write_blank(
            1, at, None, styles["example"]
        )
    for number, row in enumerate(begun, 2):
        for at, field in enumerate(fields):
            text = choices.cell(dataset, field["name"], row.get(field["name"], ""))
            if text:
                sheet.write_string(number, at, text, styles["begun"])
            else:
                sheet.write_blank(number, at, None, styles["begun"])
    sheet.set_row(0, 32)
    sheet.freeze_panes(2, 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{_letters(len(fields) - 1)}{LAST_ROW}"})
    sheet.repeat_rows(0)
    _printed(sheet, landscape=True)


def _validation(wanted: Demand, ranges: dict[str, str]) -> dict[str, Any]:
    """Write a demand as XlsxWriter takes it; nothing where the column takes anything."""
    facts: dict[str, Any]
    match wanted.rule:
        case {"list": name} if name in ranges:
            facts = {"validate": "list", "source": ranges[name]}
        case {"custom": formula}:
            facts = {"validate": "custom", "value": formula}
        case {"length": longest}:
            facts = {"validate": "length", "criteria": "<=", "value": longest}
        case _:
            return {}
    return facts | {
        "ignore_blank": True, "error_type": "stop" if wanted.strict else "warning",
        "error_title": "请再看一下"[: LIMITS["title"]], "error_message": _cut(wanted.error),
        "input_title": "怎么填", "input_message": _cut(wanted.prompt),
    }  # fmt: skip


def _ranges(choices: Choices, used: list[str]) -> dict[str, str]:
    """Give each list that is used and not empty its column on the hidden sheet, from the second."""
    found: dict[str, str] = {}
    for name in used:
        if values := _values(choices, name):
            letter = _letters(len(found) + 1)
            found[name] = f"={LISTS}!${letter}$2:${letter}${len(values) + 1}"
    return found


def _values(choices: Choices, name: str) -> list[str]:
    dataset, dot, column = name.partition(".")
    if not dot:
        return choices.lists.get(name, [])
    fields = {field["name"]: field for field in load_schema(dataset)["fields"]}
    return [str(category["label"]) for category in fields[column]["categories"]]


def _lists(book: Workbook, ranges: dict[str, str], choices: Choices) -> None:
    sheet = book.add_worksheet(LISTS)
    sheet.write_string(0, 0, MARK)
    for at, name in enumerate(ranges, 1):
        sheet.write_column(0, at, [name, *_values(choices, name)])
    sheet.hide()


def _printed(sheet: Worksheet, *, landscape: bool) -> None:
    """Set up the page: A4, as wide as the sheet, its name and the page's number below."""
    sheet.set_paper(9)
    if landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&L&A&R第 &P 页，共 &N 页")


def _width(dataset: str, field: dict[str, Any]) -> int:
    if field["type"] in _WIDTHS:
        return _WIDTHS[field["type"]]
    if field.get("freeText"):
        return _WORDS
    if field.get("categories"):
        return _LABEL
    return (
        _REFERENCE
        if "." not in list_of(dataset, field["name"]) and list_of(dataset, field["name"])
        else _OTHER
    )


def _letters(at: int) -> str:
    above, own = divmod(at, 26)
    return (_letters(above - 1) if above else "") + chr(ord("A") + own)


def _cut(text: str) -> str:
    longest = LIMITS["message"]
    return text if len(text) <= longest else text[: longest - 1] + "…"
