"""Rows of what was changed from commit to commit.

The same conventions as in :mod:`sunledger.render.rows`.
"""

from __future__ import annotations

from typing import NamedTuple


class History(NamedTuple):
    """How much of the accounts' history is at hand: ``unknown``, ``shallow``, ``limited`` or ``whole``."""

    state: str
    since: str | None


class DataChange(NamedTuple):
    """A commit that changed the accounts."""

    change: str
    changed_on: str
    units: int
    months: int
    first_month: str | None
    last_month: str | None
    added: str
    removed: str
    changed: str
    rows_differ: bool
    unreadable: int


class ChangedDataset(NamedTuple):
    """A dataset that a commit touched; ``profile``, ``about`` and ``seals`` are no datasets."""

    change: str
    dataset: str


class ChangedUnit(NamedTuple):
    """A unit that a commit touched."""

    change: str
    unit: str
    name: str


class ChangedSum(NamedTuple):
    """By how much a commit changed the amounts of one kind of fund; ``None`` where it did not."""

    change: str
    kind_label: str
    gross: str | None
    cost: str | None
    disbursed: str | None
    transferred: str | None
    opening: str | None
    moved: str | None
