"""Rows of what feeds tell; the same conventions as in :mod:`sunledger.render.rows`."""

from __future__ import annotations

from typing import NamedTuple


class FeedUnit(NamedTuple):
    """A unit that has funds, and so a feed."""

    unit: str
    title: str
    county: str
    publisher: str
    demo: bool
    as_of: str


class Owner(NamedTuple):
    """The county a unit belongs to."""

    unit: str
    county: str


class FeedMonth(NamedTuple):
    """A month that a unit published, for one of its funds; the newest first."""

    unit: str
    title: str
    county: str
    month: str
    published: str
    updated: str
    noticed: bool
    """Whether the month still has a notice."""
    name: str
    kind_label: str
    gross: str
    cost: str
    disbursed: str
    closing: str
