"""Service statistics laid out month beside month, keeping withheld, missing and zero apart."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence

from sunledger.render import rows_around, rows_publisher
from sunledger.render.contexts import ServiceCell, ServiceLine

Row = rows_around.Service | rows_publisher.CountyService


def lines(found: Iterable[Row], months: Sequence[str]) -> Iterator[ServiceLine]:
    """Lay out one unit's rows, ordered by indicator and month; leave out what has none of the months."""
    for _, line in itertools.groupby(found, key=lambda row: row.indicator):
        by_month = {row.month: row for row in line}
        newest = by_month[max(by_month)]
        if any(month in by_month for month in months):
            cells = tuple(_cell(month, by_month.get(month)) for month in months)
            yield ServiceLine(newest.indicator, newest.name, newest.unit_label, newest.definition, cells)


def _cell(month: str, row: Row | None) -> ServiceCell:
    if row is None:
        return ServiceCell(month, "missing", "")
    if row.withheld or row.value is None:
        return ServiceCell(month, "withheld", "")
    return ServiceCell(month, "value", row.value)
