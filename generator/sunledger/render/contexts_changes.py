"""What the page of changes shows.

Texts in rows are safe markup; templates print these fields and compute nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from sunledger.render import rows_changes, rows_oversight, rows_publisher


@dataclass(frozen=True, slots=True)
class Change:
    """A commit that changed the accounts."""

    row: rows_changes.DataChange
    """Day, counts and months."""
    datasets: tuple[str, ...]
    """The names of the datasets it touched, escaped."""
    units: tuple[rows_changes.ChangedUnit, ...]
    """The units it touched; empty where they are too many to name."""
    sums: tuple[rows_changes.ChangedSum, ...]
    """By how much amounts changed, by kind of fund."""


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """What was changed after publication, and what was asked."""

    root: str
    """What leads to the language's root."""
    corrections: tuple[rows_publisher.AnyCorrection, ...]
    """Newest first."""
    objections: tuple[rows_oversight.Objection, ...]
    """Questions: those past their day first, then the newest first."""
    history: str
    """How much of the history is at hand: ``unknown``, ``shallow``, ``limited`` or ``whole``."""
    since: str
    """The day it reaches back to; blank if it is whole or unknown."""
    newest: tuple[Change, ...]
    """The newest commits to the accounts."""
    older: tuple[Change, ...]
    """Those before them, newest first."""
    feeds: tuple[tuple[str, str], ...]
    """What each feed is called, and its address relative to the page."""
