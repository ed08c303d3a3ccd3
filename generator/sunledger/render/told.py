"""Where rows of the tables are told of: on which pages, and whether on those of other units than their own.

Tests hold that pages are the same where all rows are missing that are not said here to be told of on them.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable
from enum import IntFlag, auto

from sunledger.render.derivations import COUNTY, UNIT, Derivation
from sunledger.render.desk import query_text
from sunledger.render.fine import BESIDE_WORKING, OF_COUNTY_ALONE
from sunledger.render.taking import queries

OF_THOSE_BELOW = frozenset({
    "derived.community_years", "derived.fund_months", "derived.loan_balances", "derived.service_months",
    "derived.space_months", "derived.space_use", "derived.spending_years", "open.avoided_costs",
    "open.partners", "open.spaces", "meta.line_commits",
})  # fmt: skip
"""The tables of which a unit's pages tell rows of those below it."""

OF_THOSE_BESIDE = frozenset({
    "open.contracts", "open.decisions", "open.matters", "open.projects", "open.spaces", "meta.line_commits",
})  # fmt: skip
"""The tables of which a unit's pages tell rows of those with whom it, or a unit below it, shares a row."""

ON_PAGES_ALONE = {"open.disbursements": ("voucher", "voucher_sha256")}
"""Columns that ledgers and notices tell of, and no page of a county or of how figures were made."""

_TABLE = re.compile(r"\b(?:open|derived|meta)\.[a-z_]+\b")


class Told(IntFlag):
    """Where rows of a table are told of."""

    PAGES = auto()
    WORKINGS = auto()
    COUNTIES = auto()
    ABOVE = auto()
    """On the pages of those above, too."""
    BESIDE = auto()
    """On the pages of those who share a row, too."""


@functools.cache
def told_tables() -> dict[str, Told]:
    """Tell of each table with its schema whose rows are told of, and where."""
    found = defaultdict[str, Told](lambda: Told(0))
    for told, names, derivations in (
        (Told.PAGES, queries("units"), ()),
        (Told.WORKINGS, BESIDE_WORKING, UNIT),
        (Told.COUNTIES, (*queries("county"), *OF_COUNTY_ALONE), COUNTY),
    ):
        for table in _tables(names, derivations):
            found[table] |= told
    for told, tables in ((Told.ABOVE, OF_THOSE_BELOW), (Told.BESIDE, OF_THOSE_BESIDE)):
        for table in tables:
            found[table] |= told
    return dict(found)


def _tables(names: Iterable[str], derivations: Iterable[Derivation]) -> frozenset[str]:
    texts = [query_text(name) for name in names]
    for each in derivations:
        texts += [each.rows(), *(each.lines(part) for part in each.parts)]
    return frozenset(table for text in texts for table in _TABLE.findall(text))
