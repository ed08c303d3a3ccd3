"""The feeds: one for each unit that has funds; the publisher's of months, corrections, questions, commits."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

from markupsafe import Markup

from sunledger.render import (
    addresses,
    atom,
    changes,
    entries,
    oversight,
    rows,
    rows_around,
    rows_feeds,
    rows_publisher,
)
from sunledger.render.atom import Entry, Feed
from sunledger.render.desk import Desk, grouped
from sunledger.render.entries import Place
from sunledger.render.overview import Publisher
from sunledger.render.press import Setup
from sunledger.render.words import Words

OF_A_UNIT = 24
OF_THE_PUBLISHER = 100


def titles(desk: Desk) -> dict[str, str]:
    """Name the feeds of the whole publisher, in the order in which they are listed."""
    words = desk.words
    return {
        "months": words("新公布的月份"),
        "corrections": words("更正"),
        "objections": words("异议与答复"),
        "data": words("数据变动"),
    }


def beside(desk: Desk, root: str) -> tuple[tuple[str, str], ...]:
    """Name the publisher's feeds, with their addresses from a page that reaches its root by ``root``."""
    return tuple((title, root + addresses.feed(kind)) for kind, title in titles(desk).items())


def unit_title(words: Words, unit: str) -> str:
    """Name a unit's feed."""
    return Markup(words("%(unit)s的账目")) % {"unit": Markup(unit)}


def of_unit(words: Words, root: str, unit: rows.Unit) -> tuple[tuple[str, str], ...]:
    """Name a unit's feed, with its address from a page that reaches its root by ``root``."""
    return ((unit_title(words, unit.title), root + addresses.unit_feed(unit.unit)),)


def write_units(desk: Desk, setup: Setup, ids: Sequence[str]) -> None:
    """Write the feed of every unit that has funds."""
    reach = {"units": list(ids), "everywhere": False, "most": OF_A_UNIT}
    months = grouped(desk.rows("feed_months", rows_feeds.FeedMonth, **reach))
    corrections = grouped(desk.rows("unit_corrections", rows_around.Correction, units=list(ids)))
    objections = oversight.objections(desk, list(ids))
    for unit in desk.rows("feed_units", rows_feeds.FeedUnit, units=list(ids)):
        address = addresses.unit_feed(unit.unit)
        place = Place(desk.language, setup.base_url, addresses.root(address))
        page = addresses.unit(unit.unit)
        found = [
            *entries.months(desk, place, months.get(unit.unit, ()), named=False),
            *(
                entries.correction(desk, place, page, unit.county, row)
                for row in corrections.get(unit.unit, ())
            ),
            *(
                entries.objection(desk, place, page, unit.county, row)
                for row in objections.get(unit.unit, ())
            ),
        ]
        feed = Feed(
            name=f"{unit.county}/{unit.unit}",
            language=desk.language,
            title=_titled(desk, unit_title(desk.words, unit.title), unit.demo),
            author=unit.publisher,
            itself=place.to(address),
            page=place.to(page),
            as_of=unit.as_of,
            entries=_newest(found, OF_A_UNIT),
        )
        _write(setup, desk.language, address, feed)


def write_publisher(desk: Desk, setup: Setup) -> None:
    """Write the feeds of the whole publisher."""
    publisher = Publisher(desk)
    counties = [county.county for county in publisher.counties]
    page = addresses.comparison("changes")
    for kind, title in titles(desk).items():
        address = addresses.feed(kind)
        place = Place(desk.language, setup.base_url, addresses.root(address))
        feed = Feed(
            name=f"{setup.base_url or '+'.join(counties)}/{kind}",
            language=desk.language,
            title=_titled(desk, Markup("{} · {}").format(title, publisher.title), publisher.demo),
            author=publisher.title,
            itself=place.to(address),
            page=place.to(page),
            as_of=publisher.as_of,
            entries=_newest(_entries(desk, place, page, kind), OF_THE_PUBLISHER),
        )
        _write(setup, desk.language, address, feed)


def _entries(desk: Desk, place: Place, page: str, kind: str) -> Iterable[Entry]:
    """Give the entries of one of the publisher's feeds."""
    if kind == "months":
        reach = {"units": [""], "everywhere": True, "most": OF_THE_PUBLISHER}
        return entries.months(
            desk, place, desk.rows("feed_months", rows_feeds.FeedMonth, **reach), named=True
        )
    if kind == "corrections":
        found = desk.rows("all_corrections", rows_publisher.AnyCorrection)
        return [entries.correction(desk, place, page, row.file.split("/")[1], row) for row in found]
    if kind == "objections":
        owners = {row.unit: row.county for row in desk.rows("unit_counties", rows_feeds.Owner)}
        asked = itertools.chain.from_iterable(oversight.objections(desk, None).values())
        return [entries.objection(desk, place, page, owners[row.unit], row, named=True) for row in asked]
    return [entries.commit(desk, place, page, change) for change in changes.commits(desk)]


def _newest(found: Iterable[Entry], most: int) -> tuple[Entry, ...]:
    """Put the newest first, those of a day as they come, and keep so many."""
    return tuple(sorted(found, key=lambda entry: entry.updated, reverse=True)[:most])


def _titled(desk: Desk, title: str, demo: bool) -> str:
    """Say of fictional accounts that they are."""
    return Markup("{} · {}").format(desk.words("演示数据 · 非真实账目"), title) if demo else title


def _write(setup: Setup, language: str, address: str, feed: Feed) -> None:
    file = setup.out / addresses.path_of(language, address)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("xb") as stream:
        stream.write(atom.written(feed))
