"""What of a cell may be repeated in a message: nothing that could name or number a person.

Cells land in the wrong column, and messages land in public logs. A value is repeated only
when it is short and is plainly not a person: figures, dates, ids, known labels.
"""

from __future__ import annotations

import re
import unicodedata

_PLAIN = re.compile(r"[\x21-\x7e]{1,40}")
_FIGURES = re.compile(r"(?=.*[0-9])[0-9.,\-+()%/:年月日万亿千百元角分￥¥$−—,。 ]{1,40}")
_LONG_NUMBER = re.compile(r"(?:[0-9][ .,\-()/_—−]{0,3}){10,}[0-9Xx]")
_MAIL = re.compile(r"\S@\S")


def repeatable(value: str, known: frozenset[str] = frozenset()) -> bool:
    """Tell whether a value may stand in a message: a figure, date, id or known label, and no long number."""
    folded = unicodedata.normalize("NFKC", value)
    if _LONG_NUMBER.search(folded) or _MAIL.search(folded):
        return False
    return value in known or bool(_PLAIN.fullmatch(value) or _FIGURES.fullmatch(folded))


def shown(value: str | None, known: frozenset[str] = frozenset()) -> str:
    """Return ``value`` quoted for a message, or its length where it may not be repeated."""
    if value is None or value == "":
        return "(空 blank)"
    if repeatable(value, known):
        return f"“{value}”"
    return f"(不显示 withheld: {len(value)} 字符 characters)"
