"""Amounts and other figures, exact or not at all: nothing is rounded, nothing passes through floating point.

A number cell is binary64; its shortest decimal is taken, which is what was typed. Where that has more
digits than were typed (0.30000000000000004), arithmetic left them, and the reading is asked.
"""

from __future__ import annotations

import re
from decimal import Decimal

from sunledger.intake.grid import Cell, Kind, plain
from sunledger.intake.reading import Field, Reading, fault
from sunledger.intake.shapes import is_foreign, is_foreign_shape, is_percentage, shown

SCALES = {"百元": 100, "千元": 1000, "万元": 10_000, "百万元": 1_000_000, "亿元": 100_000_000}
"""Units of money larger than the yuan, in yuan."""

_COUNTERS = {"household": ("户",), "person": ("人",), "month": ("个月", "月"), "percent": ("%",),
             "m2": ("平方米", "m2", "m²", "㎡"), "yuan": ("元", "圆", "rmb", "cny")}  # fmt: skip
_WORDS = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_MINUS = str.maketrans(dict.fromkeys("−–—﹣", "-"))
_FIGURE = re.compile(r"(?P<whole>[0-9]+|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.(?P<part>[0-9]*))?|\.[0-9]+")
_SIGNED = re.compile(r"(?P<open>\()?(?P<sign>[-+])?\s*(?P<mark>[¥￥])?\s*(?P<second>[-+])?"
                     r"(?P<body>[^()+-]+?)(?P<last>-)?(?P<close>\))?")  # fmt: skip
_SCIENTIFIC = re.compile(r"-?[0-9]+(\.[0-9]+)?[eE][-+]?[0-9]+")
_DIGITS = 15
"""Significant digits that a spreadsheet keeps."""


def figure(cell: Cell, field: Field, unit: str = "") -> Reading:
    """Read a number or a whole number; ``unit`` is one of money that the heading or the sheet states."""
    if cell.kind not in (Kind.TEXT, Kind.NUMBER):
        return fault("amounts_are_plain_figures")
    money = field.get("unit") == "yuan"
    said = plain(cell.text).translate(_MINUS)
    if money and (is_foreign(said) or is_foreign_shape(cell.shape)):
        return fault("amounts_are_in_yuan")
    if _SCIENTIFIC.fullmatch(said):
        return fault("amounts_are_not_scientific")
    read = _stored(said, cell, field) if cell.kind is Kind.NUMBER else _written(said, field)
    if isinstance(read, Reading):
        return read
    number, doubt = read
    if money and unit in SCALES and re.search("(?<![百千万亿])[元圆]$", said):
        return fault("units_agree", found=unit, expected="元")
    if money and unit in SCALES and not doubt.startswith("amounts"):
        number, doubt = number * SCALES[unit], "unit-wan"
    return _fitted(number, doubt, field)


def decimals(field: Field) -> int:
    """Return how many decimals a figure may have."""
    return 0 if field["type"] == "integer" else int(field.get("decimals", 4))


def _stored(said: str, cell: Cell, field: Field) -> tuple[Decimal, str] | Reading:
    """Read a number cell."""
    if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", said):
        return fault("amounts_are_plain_figures")
    number, doubt = Decimal(said), ""
    percent = field.get("unit") == "percent" and is_percentage(cell.shape)
    meant = number * 100 if percent else number
    if len(said.replace(".", "").lstrip("-0")) > _DIGITS:
        if "." not in said:
            return fault("amounts_have_few_digits")
        near = _significant(meant)
        if near != near.quantize(Decimal(1).scaleb(-decimals(field))):
            return fault("amounts_have_few_decimals", decimals=decimals(field))
        meant, doubt = near, "float-noise"
    elif shown(number, cell.shape) != meant:
        doubt = "shown-otherwise"
    return meant, "percent-format" if percent and not doubt else doubt


def _significant(number: Decimal) -> Decimal:
    """Round to the digits that a spreadsheet shows, all of what was meant."""
    places = _DIGITS - 1 - number.adjusted()
    return number.quantize(Decimal(1).scaleb(-places)) if places > 0 else number


def _written(said: str, field: Field) -> tuple[Decimal, str] | Reading:
    """Read a figure in text."""
    unit = field.get("unit", "")
    said = said.casefold()
    if unit == "yuan":
        said = re.sub(r"^(人民币|rmb|cny)\s*", "", said)
    parts = _SIGNED.fullmatch(said)
    if not parts or bool(parts["open"]) != bool(parts["close"]) or (parts["mark"] and unit != "yuan"):
        return fault("amounts_are_plain_figures")
    signs = [each for each in (parts["open"], parts["sign"], parts["second"], parts["last"]) if each]
    if len(signs) > 1:
        return fault("amounts_are_plain_figures")
    body = parts["body"].strip()
    for counter in _COUNTERS.get(unit, ()):
        body = body.removesuffix(counter).strip()
    scale = _WORDS.get(body[-1:], 1) if unit == "yuan" else 1
    body = body[:-1].strip() if scale > 1 else body
    doubt = "amounts-in-wan" if scale > 1 else ""
    if re.fullmatch(r"[0-9]{1,3}( [0-9]{3})+(\.[0-9]*)?", body):
        body, doubt = body.replace(" ", ""), doubt or "spaces-in-amounts"
    if not _FIGURE.fullmatch(body):
        grouped = re.fullmatch(r"[0-9][0-9.,]*", body)
        return fault("amounts_group_digits_by_three" if grouped else "amounts_are_plain_figures")
    number = Decimal(body.replace(",", "")) * scale
    return (-number if signs and signs[0] != "+" else number), doubt


def _fitted(number: Decimal, doubt: str, field: Field) -> Reading:
    """Return the canonical form of a number, if it has no more decimals than its column takes."""
    places = decimals(field)
    if abs(number) >= 10**13:
        return fault("amounts_have_few_digits")
    exact = number.quantize(Decimal(1).scaleb(-places))
    if exact != number:
        return fault("amounts_have_few_decimals", decimals=places)
    if field.get("unit") == "yuan":
        value = f"{exact + 0:.2f}"
    else:
        value = f"{exact + 0:f}"
        value = value.rstrip("0").rstrip(".") if "." in value else value
    return Reading(value, doubt=doubt, facts={"read": value})
