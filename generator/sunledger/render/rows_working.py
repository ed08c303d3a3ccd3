"""Rows of how figures were made. The same conventions as in :mod:`sunledger.render.rows`."""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """A derived row that is shown with what it was made of."""

    place: str
    """Whose: a unit, a county, or blank for the publisher."""
    period: str
    """Of which page."""
    anchor: str
    """Of which section of the page."""
    row: str
    """What tells it apart within its section."""
    id: int
    """What tells it from every other row of its table, in one work database."""
    says: str
    """What the section is of."""
    row_says: str
    """What the row is of, where a section has several."""
    figures: str
    """Its figures, as they are printed."""


class Line(NamedTuple):
    """A row that a derived row was made of."""

    id: int
    """Which derived row."""
    printed: str
    """As it is printed, with what it adds to each figure."""
    commit: str
    """The commit that last touched its line; blank where none is known, or where it stands in no file."""
    in_all: int
    """How many there are, of which the first are listed."""
    used: int
    """Which of the figures it adds to are printed: the first is 1, the second 2, the third 4."""


class Commit(NamedTuple):
    """A commit that lines of the accounts stand from."""

    commit: str
    revision: str
    day: str
    listed: bool
    """Whether the page of changes tells of it."""
