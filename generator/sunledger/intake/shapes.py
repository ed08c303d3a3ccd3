"""Number formats: the number that a cell shows, which need not be the one it holds.

A format may round, count in thousands, write a unit behind the digits or hide them. Forms by ECMA-376,
part 1, 18.8.31.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|[_*].|\[(?P<bracket>[^\]]*)\]|(?P<end>;)|(?P<mark>.)', re.DOTALL
)
_FOREIGN = re.compile(
    r"[$€£₩₽₹₫฿₱₿]|usd|hkd|eur|gbp|jpy|[美港欧日澳加韩]元|美金|港币|澳门币|台币|英镑|卢布", re.IGNORECASE
)
_AS_IT_IS = re.compile("general|g/通用格式|@", re.IGNORECASE)
_SCALING = re.compile(r"[0#?](,+)[^0#?,]*$")
_UNTOLD = re.compile(r"[0-9.%‰百千万萬亿億角分厘kKwW]")
"""What changes the meaning of a figure that it is written beside."""


@dataclass(slots=True)
class _Section:
    marks: str = ""
    words: str = ""
    coloured: bool = False
    conditional: bool = False


def shown(number: Decimal, shape: str) -> Decimal | None:
    """Return the number that a cell shows in a number format; None where that can't be told."""
    if not shape:
        return number
    sections = list(_sections(shape))
    if any(each.conditional for each in sections):
        ways = {_shown(number, each, signed=False) for each in sections}
        return ways.pop() if len(ways) == 1 else None
    own = 1 if number < 0 else 2 if number == 0 else 0
    signed = 0 < own < len(sections)
    return _shown(number, sections[own if signed else 0], signed=signed)


def is_percentage(shape: str) -> bool:
    """Tell whether a format multiplies by a hundred; a sign written behind the digits does not."""
    return any("%" in each.marks for each in _sections(shape))


def is_foreign(text: str) -> bool:
    """Tell whether a text names a currency other than the yuan."""
    return bool(_FOREIGN.search(text))


def is_foreign_shape(shape: str) -> bool:
    """Tell whether a format writes a currency other than the yuan."""
    symbols = "".join(re.findall(r"\[\$([^\]-]*)", shape))
    return is_foreign(symbols) or any(is_foreign(each.marks + each.words) for each in _sections(shape))


def shows_its_year(shape: str) -> bool:
    """Tell whether a format of days writes the year (``e`` and ``g`` are years of an era)."""
    return not shape or any(re.search("[yeg]", each.marks, re.IGNORECASE) for each in _sections(shape))


def _sections(shape: str) -> Iterator[_Section]:
    """Part a format into its sections: for positive numbers, negative ones, nought, text."""
    section = _Section()
    for token in _TOKEN.finditer(shape):
        if token["end"]:
            yield section
            section = _Section()
        bracket = token["bracket"] or ""
        section.marks += token["mark"] or ""
        section.words += (token["quoted"] or "") + (token["escaped"] or "")
        section.conditional |= bracket.startswith(("<", ">", "="))
        section.coloured |= bool(bracket) and bracket[0] not in "<>=$"
    yield section


def _shown(number: Decimal, section: _Section, *, signed: bool) -> Decimal | None:
    """Return what a section shows; ``signed`` tells that it has to write the sign itself."""
    marks = section.marks
    if not number or (_AS_IT_IS.fullmatch(marks) and not _UNTOLD.search(section.words)):
        return number
    if _UNTOLD.search(section.words) or re.search("[百千万亿/]", marks) or not re.search("[0#?]", marks):
        return None
    whole, _, part = marks.partition(".")
    thousands = sum(len(found[1]) for each in (whole, part) if (found := _SCALING.search(each)))
    seen = number * 100 if "%" in marks else number
    places = sum(part.count(each) for each in "0#?")
    rounded = seen.scaleb(-3 * thousands).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    minus = any(each in marks + section.words for each in "-(−－")
    if signed:
        return rounded if minus or section.coloured else abs(rounded)
    return -rounded if minus else rounded
