"""One process at work: a desk and a press for each language, and what each kind of job lays out there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sunledger.model import Download
from sunledger.render import (
    addresses,
    comparisons,
    county_notices,
    dictionary,
    feeds,
    ledgers,
    lookups,
    mechanisms,
    moved,
    notices,
    overview,
    pictures,
    units,
    working,
)
from sunledger.render.addresses import PageWritten
from sunledger.render.desk import Desk
from sunledger.render.press import Leaf, Press, Setup

PICTURED = ("overview", "county")
"""The parts that have a picture on their card."""


@dataclass(frozen=True, slots=True)
class Job:
    """What one process does in one go, in one language."""

    language: str
    part: str
    """``overview``, ``data``, ``county``, ``notices``, ``units`` or ``working``."""
    ids: tuple[str, ...]
    """Units; counties; or a county, which part of its notices, and their months."""
    shelf: tuple[Download, ...] = ()
    """The downloads that its pages list."""


_offices: dict[Path, Office] = {}
"""The office of a process of the crew, by its work database; it closes with the process."""


def write(setup: Setup, job: Job) -> list[PageWritten]:
    """Do a job in a process of the crew."""
    if setup.work_db not in _offices:
        _offices[setup.work_db] = Office(setup)
    return _offices[setup.work_db].write(job)


class Office:
    """Does jobs; its desks stay open from one to the next."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._desks: dict[str, Desk] = {}

    def desk(self, language: str) -> Desk:
        """Return the desk of a language."""
        if language not in self._desks:
            setup = self._setup
            self._desks[language] = Desk(setup.work_db, language, setup.messages[language], setup.compiled)
        return self._desks[language]

    @property
    def work_db(self) -> Path:
        """The work database."""
        return self._setup.work_db

    def has(self, path: str) -> bool:
        """Tell whether a file has been written."""
        return (self._setup.out / path).exists()

    def close(self) -> None:
        """Close every desk."""
        for desk in self._desks.values():
            desk.close()

    def write(self, job: Job) -> list[PageWritten]:
        """Do one job: lay out its pages and feeds and write their files; return the pages."""
        desk, setup = self.desk(job.language), self._setup
        desk.lay_out(job.shelf)
        if job.part == "overview":
            feeds.write_publisher(desk, setup)
        elif job.part == "units":
            feeds.write_units(desk, setup, job.ids)
        press = Press(desk, setup)
        pages = [press.write(leaf) for leaf in self._leaves(desk, job)]
        self._write_picture(desk, job)
        return pages

    def write_last(self, language: str, pages: list[PageWritten]) -> list[PageWritten]:
        """Write what links to pages, or leads to them, once they are there."""
        desk, setup = self.desk(language), self._setup
        last = Press(desk, setup).write(mechanisms.leaf(desk, setup.out, pages))
        return [last, *moved.write(desk, setup, [*pages, last])]

    def _write_picture(self, desk: Desk, job: Job) -> None:
        """Draw the picture on the cards of the whole site or of a county, once and where there are cards."""
        setup = self._setup
        if setup.base_url is None or job.language != addresses.LANGUAGES[0] or job.part not in PICTURED:
            return
        for county in job.ids or ("",):
            months = [c.last_month for c in overview.Publisher(desk).counties if county in ("", c.county)]
            if months:
                target = setup.out / addresses.card(county)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(pictures.draw(desk, county, max(months)))

    def _leaves(self, desk: Desk, job: Job) -> Iterable[Leaf]:
        """Lay out the pages of a job."""
        setup = self._setup
        if job.part == "overview":
            yield from overview.leaves(desk)
            yield from comparisons.leaves(desk, setup)
            yield from working.publisher_leaves(desk, setup)
            yield from lookups.leaves(desk)
        elif job.part == "data":
            yield from dictionary.leaves(desk, setup)
        elif job.part == "county":
            for county in job.ids:
                yield from comparisons.county_leaves(desk, county)
            yield from working.county_leaves(desk, setup, list(job.ids))
        elif job.part == "working":
            yield from working.unit_leaves(desk, setup, list(job.ids))
        elif job.part == "notices":
            county, part, *months = job.ids
            yield from county_notices.leaves(desk, setup, county, int(part), months)
        else:
            chunk = units.gather(desk, list(job.ids))
            yield from units.UnitPages(desk, setup, chunk).leaves()
            yield from ledgers.leaves(desk, setup, chunk)
            yield from notices.leaves(desk, setup, chunk)
