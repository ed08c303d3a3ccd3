"""Cells that hold words: ids, codes, answers, free text.

An id that a spreadsheet has turned into a number or a date is asked or refused: what it was can't be told.
"""

from __future__ import annotations

import re
import unicodedata

from sunledger.intake.grid import Cell, Kind, plain
from sunledger.intake.reading import Field, Reading, fault
from sunledger.spelling import FORMULA, ID, is_id

_SCIENTIFIC = re.compile(r"[0-9](\.[0-9]+)?[eE]\+?[0-9]+")
_DATE = re.compile(
    r"[0-9]{1,4}[/年][0-9]{1,2}([/月][0-9]{1,2}日?)?|[0-9]{1,2}月[0-9]{1,2}日|[0-9]{1,2}-[A-Z][a-z]{2}"
)
_TRUE, _FALSE = frozenset({"是", "true", "1", "yes", "y"}), frozenset({"否", "false", "0", "no", "n"})


def text(cell: Cell) -> Reading:
    """Read free text: blanks at its ends go, and the apostrophe that keeps it from being a formula."""
    if cell.kind is Kind.DATE:
        return fault("texts_are_not_dates")
    if cell.kind is not Kind.TEXT:
        return Reading(cell.text, doubt="numbers-as-text", facts={"read": cell.text})
    said = cell.text.strip()
    if hidden := next((char for char in said if _is_hidden(char)), ""):
        return fault("cells_hold_no_hidden_characters", found=f"U+{ord(hidden):04X}")
    if re.search(r"_x[0-9A-Fa-f]{4}_", said):
        return fault("cells_hold_no_hidden_characters", found="_xHHHH_")
    if "\n" in said or "\r" in said:
        return fault("cells_hold_one_line")
    if said.startswith("'") and said[1:].startswith(FORMULA):
        return Reading(said[1:])
    if said.startswith(FORMULA) and len(said) > 1:
        return fault("cells_are_not_formulas")
    return Reading(said)


def word(cell: Cell, field: Field) -> Reading:
    """Read an id or another text of a fixed form."""
    pattern = field.get("constraints", {}).get("pattern", "")
    if pattern == ID:
        return _id(cell)
    if cell.kind is Kind.DATE:
        return fault("texts_are_not_dates")
    said = plain(cell.text)
    if pattern and not re.fullmatch(pattern, said):
        return fault("cells_have_their_form", expected=pattern)
    return Reading(said)


def code(cell: Cell, field: Field) -> Reading:
    """Read a code, given by itself or by its label."""
    said = plain(cell.text).casefold()
    for category in field["categories"]:
        ways = (category["value"], category["label"], category["label_en"])
        both = (f"{category['value']} {category['label']}", f"{category['label']} ({category['value']})")
        if said in {plain(str(way)).casefold() for way in (*ways, *both)}:
            return Reading(str(category["value"]))
    listed = "、".join(f"{each['label']} {each['value']}" for each in field["categories"])
    return fault("codes_are_in_the_list", expected=listed)


def answer(cell: Cell, field: Field) -> Reading:
    """Read yes or no."""
    said = plain(cell.text).casefold()
    taken = {*field.get("trueValues", ["true"]), *field.get("falseValues", ["false"])}
    for value, ways in (("true", _TRUE), ("false", _FALSE)):
        if said in ways and value in taken:
            return Reading(value)
    expected = "是 true" if "false" not in taken else "是 true、否 false"
    return fault("answers_are_yes_or_no", expected=expected)


def _id(cell: Cell) -> Reading:
    said = plain(cell.text)
    if cell.kind is Kind.DATE or _SCIENTIFIC.fullmatch(said) or _DATE.fullmatch(said):
        return fault("ids_are_not_mangled")
    if not is_id(said):
        return fault("ids_are_not_mangled" if cell.kind is Kind.NUMBER else "ids_have_their_form")
    if cell.kind is Kind.NUMBER:
        if len(said) > 15:
            return fault("ids_are_not_mangled")
        return Reading(said, doubt="number-ids", facts={"read": said})
    return Reading(said)


def _is_hidden(char: str) -> bool:
    """Tell whether a character shows nothing and is no blank or line end."""
    return char not in "\n\r\t" and unicodedata.category(char) in {"Cc", "Cf", "Cn", "Co", "Zl", "Zp"}
