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
    figures: str
    """Its figures, as they are printed."""


class Made(NamedTuple):
    """The rows of one table that a derived row was made of."""

    place: str
    period: str
    anchor: str
    row: str
    made: str
    """As they are printed."""
    commits: list[str]
    """The commits that last touched their lines, each once, in no order; blank where none is known."""


class Commit(NamedTuple):
    """A commit that lines of the accounts stand from."""

    commit: str
    revision: str
    day: str
    listed: bool
    """Whether the page of changes tells of it."""
