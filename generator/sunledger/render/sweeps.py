"""Quarterly sweeps across a county: totals by quarter, and every fund beside its quarters."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from sunledger.render import rows_dues
from sunledger.render.contexts_dues import KindSweeps, SweepLine, SweepTable
from sunledger.render.desk import Desk, grouped

SHORT = frozenset({"late", "partial", "missing"})
QUARTERS = 8
TABLE_QUARTERS = 4
"""A year, as in the calendar of postings on the same page; a phone has room for it."""


def by_county(desk: Desk) -> dict[str, tuple[KindSweeps, ...]]:
    """Read every county's sweeps, kind by kind, over the last two years."""
    found = grouped(desk.rows("sweep_quarters", rows_dues.SweepQuarter))
    return {
        county: tuple(
            KindSweeps(label, tuple(quarters)[:QUARTERS])
            for label, quarters in itertools.groupby(rows, key=lambda row: row.kind_label)
        )
        for county, rows in found.items()
    }


def shorts(desk: Desk, county: str) -> tuple[rows_dues.Sweep, ...]:
    """Read what a county's funds swept late, in part or not at all: newest and longest overdue first."""
    rows = desk.rows("sweeps", rows_dues.Sweep, county=county, units=[""])
    longest = sorted((row for row in rows if row.status in SHORT), key=lambda row: row.days, reverse=True)
    return tuple(sorted(longest, key=lambda row: row.period, reverse=True))


def of_units(desk: Desk, units: list[str]) -> dict[str, list[rows_dues.Sweep]]:
    """Read the quarters of some units' funds, by fund, the newest first."""
    return grouped(desk.rows("sweeps", rows_dues.Sweep, county="", units=units))


def table(desk: Desk, county: str) -> SweepTable:
    """Lay out a county's funds beside the last quarters."""
    rows = desk.rows("sweeps", rows_dues.Sweep, county=county, units=[""])
    quarters = sorted({row.period for row in rows})[-TABLE_QUARTERS:]
    lines = []
    for _, found in itertools.groupby(rows, key=lambda row: row.fund):
        lines.append(_line(list(found), quarters))
    return SweepTable(tuple(quarters), tuple(lines))


def _line(rows: list[rows_dues.Sweep], quarters: Sequence[str]) -> SweepLine:
    one, by_period = rows[0], {row.period: row for row in rows}
    return SweepLine(one.unit, one.name, one.fund, one.fund_name, tuple(by_period.get(q) for q in quarters))
