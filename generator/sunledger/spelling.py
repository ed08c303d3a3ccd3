"""How ids, names of folders and cells may be spelled, for all who hold others to it."""

from __future__ import annotations

import re

ID = "^[a-z0-9]+(-[a-z0-9]+)*$"
"""The pattern of ids in the schemas, and of folders named by them."""

FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula."""

DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
"""Names that Windows keeps for devices."""


def is_id(text: str) -> bool:
    """Tell whether a text is spelled as an id."""
    return bool(re.fullmatch(ID, text))
