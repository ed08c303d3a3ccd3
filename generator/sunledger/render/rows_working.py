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
    says: str
    """What the section is of."""
    row_says: str
    """What the row is of, where a section has several."""
    figures: list[str | None]
    """The figures, in the order of the declaration."""


class Line(NamedTuple):
    """A row that a derived row was made of."""

    place: str
    period: str
    anchor: str
    row: str
    says: str
    address: str
    """Where its own working stands, below the language's root; blank where there is none."""
    file: str
    """The file it stands in; blank for a row of a derived table."""
    line: int
    commit: str
    """The commit that last touched the line, as short as changes are called; blank where none is known."""
    adds: list[str | None]
    """What it adds to the figures, in the order of the declaration."""
    in_all: int
    """How many such rows there are, where only the first of them are read; 0 where all are."""


class Commit(NamedTuple):
    """A commit that lines of the accounts stand from."""

    commit: str
    revision: str
    day: str
    listed: bool
    """Whether the page of changes tells of it."""
