"""Rows hashed in the engine, so that equal hashes of a table's rows mean equal rows, whatever their order.

The hash of some rows is how many they are with all their hashes by exclusive or; no two rows are the same.
"""

from __future__ import annotations

from collections.abc import Iterable

_APART, _NULL = "\x1f", "\x1e"
"""Stand between the cells of a row that is hashed, and for one without a value, each with some of the salt:
no cell can hold them, since nobody who writes one knows the salt."""


def row_hash(cells: Iterable[str]) -> str:
    """Return the expression of the hash of a row, by the expressions of what is hashed of it."""
    texts = (f"coalesce(cast({cell} as varchar), $none)" for cell in cells)
    return f"md5_number(concat_ws($apart, $salt, {', '.join(texts)}))"


def salted(salt: str) -> dict[str, str]:
    """Return the values that :func:`row_hash` asks for."""
    return {"salt": salt, "apart": f"{_APART}{salt[:8]}", "none": f"{_NULL}{salt[:8]}"}
