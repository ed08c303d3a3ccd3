"""Rows of a table, cut into blocks where their keys say: a change of one row changes one block."""

from __future__ import annotations

from typing import NamedTuple


class Block(NamedTuple):
    """Rows that follow each other in the order of a table's key."""

    first: int
    """The number of the first row in the table, where rows lie in that order."""
    rows: int
    digest: str
    """Of all cells of all rows."""
