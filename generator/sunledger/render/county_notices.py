"""All notices of a county's month in one file, which a clerk prints in one go, and the list of these files.

A sheet is laid out as on the notice's own page, by the same template, and leads to that page. Of a
large county the units are shared out over parts, the same for every month.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator

from markupsafe import Markup

from sunledger.render import addresses, rows, rows_publisher, units
from sunledger.render.contexts_notices import NoticeMonth, NoticeMonthsPage, NoticesPage
from sunledger.render.desk import Desk
from sunledger.render.notices import Notices
from sunledger.render.overview import county_leaf
from sunledger.render.press import Leaf, Setup

SHEETS = 300
"""About how many sheets a file holds: what goes into a printer and into a phone's memory."""


def plan(desk: Desk) -> dict[tuple[str, str], list[rows.NoticePart]]:
    """List the files of every county and part of it, which are the work of one job."""
    found: dict[tuple[str, str], list[rows.NoticePart]] = {}
    for row in parts(desk):
        found.setdefault((str(row.county), str(row.part)), []).append(row)
    return found


def leaves(desk: Desk, setup: Setup, county_id: str, part: int, months: Collection[str]) -> Iterator[Leaf]:
    """Lay out the files of one part of a county for some months, month by month."""
    county, files = _county(desk, county_id), parts(desk, county_id)
    own = [row for row in files if row.part == part and row.month in months]
    ids = dict.fromkeys(itertools.chain.from_iterable(str(row.ids).split() for row in own))
    chunk = units.gather(desk, list(ids), first=min(row.month for row in own), years=False)
    notices, found = Notices(desk, setup, chunk), {unit.unit: unit for unit in chunk.units}
    for row in own:
        address = addresses.notices(county_id, row.month, row.number)
        said = desk.words.month(row.month)
        title = Markup(desk.words("%(month)s全部公示单")) % {"month": said}
        if row.parts > 1:
            title += Markup(" {}/{}").format(row.number, row.parts)
        context = NoticesPage(
            root=addresses.root(address),
            county=county,
            said=said,
            part=row,
            others=tuple(other for other in files if other.month == row.month),
            notices=tuple(notices.fill_in(found[unit], row.month) for unit in str(row.ids).split()),
        )
        yield county_leaf(county, address, "notices", "notices.html", title, context)


def list_leaves(desk: Desk, county: rows_publisher.County) -> Iterator[Leaf]:
    """Lay out the list of a county's files, the newest month first; nothing without notices."""
    files = sorted(parts(desk, str(county.county)), key=lambda row: row.number)
    files.sort(key=lambda row: row.month, reverse=True)
    if files:
        address = addresses.notices(county.county)
        months = tuple(
            NoticeMonth(desk.words.month(month), tuple(found))
            for month, found in itertools.groupby(files, key=lambda row: row.month)
        )
        context = NoticeMonthsPage(addresses.root(address), county, months)
        title = desk.words("各月公示单")
        yield county_leaf(county, address, "comparison", "county_notices.html", title, context)


def _county(desk: Desk, county_id: str) -> rows_publisher.County:
    return next(row for row in desk.rows("counties", rows_publisher.County) if row.county == county_id)


def parts(desk: Desk, county_id: str = "") -> list[rows.NoticePart]:
    """List the files of a county's notices, or of all."""
    return desk.rows("notice_parts", rows.NoticePart, county=county_id, sheets=SHEETS)
