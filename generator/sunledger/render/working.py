"""How every figure was made: the derived row, the rows it was made of, file, line and commit of each.

Pages of units stand by year, so that what a figure was made of keeps its address; pages of counties by
year or month. What is listed is declared in :mod:`sunledger.render.derivations`; nothing is added up here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from sunledger.render import addresses, origins, rows
from sunledger.render.commits import Commits
from sunledger.render.contexts_working import WorkingPage, WorkingSection
from sunledger.render.derivations import COUNTY, PUBLISHER, UNIT
from sunledger.render.derivations.printing import Links
from sunledger.render.derivations.reading import sections as read
from sunledger.render.desk import Desk, grouped
from sunledger.render.overview import Publisher, county_leaf
from sunledger.render.press import Leaf, Setup
from sunledger.render.rows_publisher import County


def unit_leaves(desk: Desk, setup: Setup, ids: list[str]) -> Iterator[Leaf]:
    """Lay out, year by year, how the figures of some units were made."""
    links = _links(setup, addresses.unit(""))
    places = read(desk, UNIT, ids, links)
    crumbs = grouped(desk.rows("ancestors", rows.Ancestor, units=ids))
    commits = Commits.known(desk, setup.edit_url, links.root)
    for unit in desk.rows("units", rows.Unit, units=ids):
        periods = places.get(unit.unit, {})
        for year, sections in periods.items():
            address = addresses.working(unit.unit, year)
            yield Leaf(
                address=address,
                kind="working",
                template="working.html",
                title=Markup(desk.words("%(unit)s · %(year)s年的数字怎么来的"))
                % {"unit": unit.title, "year": year},
                description=_describe(desk),
                context=_page(
                    commits, address, sections,
                    crumbs=tuple(crumbs.get(unit.unit, ())), name=unit.name,
                    home=addresses.unit(unit.unit), period=_said(desk, year),
                    others=tuple((y, "" if y == year else addresses.working(unit.unit, y)) for y in periods),
                ),
                publisher=unit.publisher,
                as_of=unit.as_of,
                demo=unit.demo,
                county=unit.county,
            )  # fmt: skip


def county_leaves(desk: Desk, setup: Setup, ids: list[str]) -> Iterator[Leaf]:
    """Lay out, year by year and month by month, how the figures of some counties were made."""
    links = _links(setup, addresses.county_working("", ""))
    places = read(desk, COUNTY, ids, links)
    commits = Commits.known(desk, setup.edit_url, links.root)
    title = desk.words("数字怎么来的")
    for county in desk.rows("counties", County):
        for period, sections in places.get(county.county, {}).items():
            address = addresses.county_working(county.county, period)
            home = addresses.unit(county.county) if county.listed else addresses.communities()
            context = _page(
                commits, address, sections, crumbs=(), name=county.name,
                home=home, period=_said(desk, period), others=(),
            )  # fmt: skip
            yield county_leaf(county, address, "working", "working.html", title, context)


def publisher_leaves(desk: Desk, setup: Setup) -> Iterator[Leaf]:
    """Lay out, year by year, how the figures of the front page were made."""
    publisher = Publisher(desk)
    links = _links(setup, addresses.publisher_working(""))
    commits = Commits.known(desk, setup.edit_url, links.root)
    for period, sections in read(desk, PUBLISHER, [""], links).get("", {}).items():
        address = addresses.publisher_working(period)
        context = _page(
            commits, address, sections, crumbs=(), name=publisher.title, home=addresses.home(),
            period=_said(desk, period), others=(),
        )  # fmt: skip
        title = desk.words("%(year)s年的数字怎么来的", year=period)
        yield publisher.leaf(address, "working", "working.html", title, _describe(desk), context)


def _links(setup: Setup, address: str) -> Links:
    """Tell where links begin on pages of one depth."""
    return Links(addresses.root(address), origins.editor(setup.edit_url))


def _describe(desk: Desk) -> str:
    return desk.words("每个数字由哪几行加出来，每一行在账目的哪个文件、哪一行。")


def _said(desk: Desk, period: str) -> str:
    year, _, rest = period.partition("-")
    return desk.words.month(period) if rest.isdigit() else desk.words("%(year)s年", year=year)


def _page(
    commits: Commits, address: str, sections: Sequence[WorkingSection], *,
    crumbs: tuple[rows.Ancestor, ...], name: str, home: str, period: str, others: tuple[tuple[str, str], ...],
) -> WorkingPage:  # fmt: skip
    """Put a page together, with the commits that its rows stand from."""
    named = {commit for section in sections for commit in section.commits}
    return WorkingPage(
        root=addresses.root(address),
        crumbs=crumbs,
        name=name,
        home=home,
        period=period,
        others=others,
        sections=tuple(sections),
        versions=commits.of(named),
    )
