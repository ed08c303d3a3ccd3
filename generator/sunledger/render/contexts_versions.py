"""Which commits rows of the accounts stand from, where git keeps them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CommitLine:
    """A commit that rows of a page stand from."""

    short: str
    """As rows of the page call it."""
    day: str
    """Day of the commit in UTC."""
    link: str
    """Where the repository shows it, or else the page of changes; blank where neither does."""


@dataclass(frozen=True, slots=True)
class Versions:
    """The commits that rows of a page stand from."""

    lines: tuple[CommitLine, ...]
    """Commit by commit, the newest first."""
    kept: bool
    """Whether the accounts were read from a place that git keeps."""
    bare: bool
    """Whether some of the rows have no commit."""
