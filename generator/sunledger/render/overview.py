"""The front page and the list of units."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

from markupsafe import Markup

from sunledger.render import addresses, charts, rows_around, rows_publisher
from sunledger.render.contexts import SpendingLine
from sunledger.render.contexts_publisher import (
    Branch,
    CommunitiesPage,
    CountyBranches,
    CountyPlacesPage,
    HomePage,
    KindYear,
    PlaceLine,
)
from sunledger.render.desk import Desk, grouped
from sunledger.render.press import Leaf

HOME_ALL = 600
"""Up to this many units the front page lists them all; beyond, the list of units does."""
FINDER_ALL = 3000
"""Up to this many units the list of units holds them all; beyond, the counties' own lists do."""
SHOWN_TARDY = 4
SHOWN_TOPS = 12
SHOWN_CORRECTIONS = 6


class Publisher:
    """What every page across units needs: the counties, and what to call them together."""

    def __init__(self, desk: Desk) -> None:
        self.counties = tuple(desk.rows("counties", rows_publisher.County))
        self.title = Markup("、" if desk.language == "zh" else ", ").join(c.title for c in self.counties)
        self.name = self.counties[0].title if len(self.counties) == 1 else Markup("")
        self.as_of = max((c.as_of for c in self.counties), default="")
        self.last_month = max((c.last_month for c in self.counties), default="")
        self.demo = any(c.demo for c in self.counties)

    def leaf(
        self, address: str, kind: str, template: str, title: str, description: str, context: object
    ) -> Leaf:
        """Make a page of the whole publisher."""
        return Leaf(address, kind, template, title, description, context, self.name, self.as_of, self.demo)


def county_leaf(
    county: rows_publisher.County, address: str, kind: str, template: str, title: str, context: object
) -> Leaf:
    """Make a page of one county."""
    full = Markup("{} · {}").format(title, county.title)
    return Leaf(address, kind, template, full, full, context, county.title, county.as_of, county.demo,
                county.county)  # fmt: skip


def leaves(desk: Desk) -> Iterator[Leaf]:
    """Lay out the front page and the list of units."""
    publisher = Publisher(desk)
    words = desk.words
    spending = grouped(desk.rows("publisher_spending", rows_around.Spending))
    tardy = desk.rows("tardy", rows_publisher.Tardy)
    tops = grouped(desk.rows("kind_tops", rows_around.KindTop))
    address = addresses.home()
    front = publisher.leaf(
        address,
        "home",
        "home.html",
        publisher.title,
        Markup(words("%(publisher)s的社区公共资金：收了多少、怎么分、花在哪、还剩多少、有没有按期公布。"))
        % {"publisher": publisher.title},
        HomePage(
            root=addresses.root(address),
            title=publisher.title,
            month=words.month(publisher.last_month) if publisher.last_month else "",
            kinds=tuple(
                KindYear(year, _lines(spending.get(year.kind, [])), _tops(tops.get(year.kind, [])))
                for year in desk.rows("publisher_years", rows_publisher.PublisherYear)
            ),
            counties=tuple(_finder(desk, publisher, HOME_ALL)),
            tardy=tuple(sorted(tardy, key=lambda row: (-row.days_late, row.unit))[:SHOWN_TARDY]),
            tardy_count=len(tardy),
            corrections=tuple(desk.rows("all_corrections", rows_publisher.AnyCorrection)[:SHOWN_CORRECTIONS]),
        ),
    )
    yield replace(front, picture=addresses.card())
    address = addresses.communities()
    yield publisher.leaf(
        address,
        "communities",
        "communities.html",
        words("社区和小区"),
        Markup(words("%(publisher)s的全部社区和小区。")) % {"publisher": publisher.title},
        CommunitiesPage(addresses.root(address), tuple(_finder(desk, publisher, FINDER_ALL))),
    )


def county_leaves(desk: Desk, county: rows_publisher.County) -> Iterator[Leaf]:
    """Lay out a county's list of units."""
    years = grouped(desk.rows("place_years", rows_publisher.PlaceYear, county=county.county))
    places = desk.rows("places", rows_publisher.Place)
    address = addresses.county_comparison("communities", county.county)
    yield county_leaf(
        county,
        address,
        "communities",
        "county_communities.html",
        desk.words("社区和小区"),
        CountyPlacesPage(
            root=addresses.root(address),
            county=county,
            lines=tuple(
                PlaceLine(place, tuple(years.get(place.unit, ())))
                for place in places
                if place.county == county.county
            ),
        ),
    )


def _finder(desk: Desk, publisher: Publisher, most: int) -> Iterator[CountyBranches]:
    """Group compounds below what they stand in; of more units than ``most`` list subdistricts alone."""
    places = desk.rows("places", rows_publisher.Place)
    if len(places) > most:
        places = [place for place in places if place.level == "subdistrict"]
    by_county = {
        county: list(found) for county, found in itertools.groupby(places, key=lambda place: place.county)
    }
    for county in publisher.counties:
        branches: list[tuple[rows_publisher.Place, list[rows_publisher.Place]]] = []
        for place in by_county.get(county.county, ()):
            if place.level != "compound":
                branches.append((place, []))
            elif branches:
                branches[-1][1].append(place)
            else:
                branches.append((place, []))
        yield CountyBranches(county, tuple(Branch(place, tuple(below)) for place, below in branches))


def _tops(found: list[rows_around.KindTop]) -> tuple[rows_around.KindTop, ...]:
    return tuple(found) if len(found) <= SHOWN_TOPS else ()


def _lines(spending: list[rows_around.Spending]) -> tuple[SpendingLine, ...]:
    largest = max((row.fen for row in spending), default=0)
    return tuple(SpendingLine(row, charts.share(row.fen, largest)) for row in spending)
