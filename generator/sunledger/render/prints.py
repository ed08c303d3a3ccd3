"""Fingerprints: whether pages of a unit or county, or notices of a month, would come out as they stand.

A page is made of what queries answer, and of what every page of a build shares. So the queries are asked, and
their answers hashed; see :mod:`sunledger.render.fine`. Equal hashes mean equal pages. A test holds that pages
ask nothing beyond. Where no row has changed of which an answer may tell, nothing is asked, and the hashes of
the last build stand; see :mod:`sunledger.render.coarse`.
"""

from __future__ import annotations

import base64
import functools
import itertools
from collections import defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from sunledger.crew import Crew
from sunledger.kept import Kept
from sunledger.render.coarse import Coarse, take_coarse
from sunledger.render.fine import Taken, take_counties, take_notices, take_pages, take_workings
from sunledger.render.taking import Taking, digest, taking

SHARED = ("history", "missed_funds")
"""Queries about the whole publisher that pages of units and counties ask too; all of them depend on these."""

OF_COUNTY = ("counties", "seals")
"""The queries that say of each county what its pages show, and those of its units."""

AT_ONCE = 400
"""About how many units is asked at once: their answers are sorted in memory."""

FEW = 8
"""Of how many units whose rows have changed pages are made anew unasked: to ask would take as long.

So are then those of a county whose sums have changed.
"""


@dataclass(frozen=True, slots=True)
class Shared:
    """Fingerprints of what many pages show."""

    publisher: str
    """Of what pages of all units and counties show."""
    counties: dict[str, str]
    """Of what a county's pages and those of its units show, by county."""
    county_of: dict[str, str]
    """The county of each unit."""


class _Asked(NamedTuple):
    """Fingerprints that are being taken, those of units some hundred at a time."""

    counties: Future[dict[str, str]]
    workings: list[Future[dict[str, bytes]]]
    pages: list[Future[dict[str, Taken]]]


class _Found(NamedTuple):
    """Fingerprints by what they are of."""

    counties: dict[str, str]
    workings: dict[str, bytes]
    pages: dict[str, Taken]


class Prints:
    """The fingerprints of all counties, of all units and of their months, as of one work database."""

    def __init__(
        self, crew: Crew, work_db: Path, kept: Kept, counties: Sequence[str], units: Sequence[str]
    ) -> None:
        """Have ``crew`` take them; who asks for one waits for its kind.

        What ``kept`` has of them from the last build is taken over if it stands, and all are put down there.
        """
        self._crew, self._work_db, self._kept = crew, work_db, kept
        self._counties, self._units = counties, units
        self._first = crew.do(take_first, work_db, kept.salt)
        self._asked = self._ask(crew, counties, units, units) if kept.empty else None

    def county(self, county: str) -> str:
        """Give the fingerprint of a county's pages."""
        return self._found.counties[county] + self._of_county(county)

    def unit(self, unit: str) -> str:
        """Give the fingerprint of a unit's pages."""
        return self._found.pages[unit].pages.hex() + self._of_unit(unit)

    def working(self, unit: str) -> str:
        """Give the fingerprint of a unit's pages of how its figures were made."""
        found = self._found
        return found.workings[unit].hex() + found.pages[unit].beside.hex() + self._of_unit(unit)

    def month(self, unit: str, month: str) -> str:
        """Give the fingerprint of a unit's notice of a month."""
        taken = self._found.pages[unit]
        return taken.always.hex() + taken.month(month).hex() + self._of_unit(unit)

    def _of_county(self, county: str) -> str:
        shared, _ = self._first.result()
        return shared.publisher + shared.counties.get(county, "")

    def _of_unit(self, unit: str) -> str:
        shared, _ = self._first.result()
        return self._of_county(shared.county_of[unit])

    @functools.cached_property
    def _found(self) -> _Found:
        """Give all fingerprints: those of the last build where they stand, else those asked for."""
        _, coarse = self._first.result()
        held = (
            self._held("county", self._counties, coarse.counties),
            self._held("workings", self._units, coarse.workings),
            self._held("pages", self._units, coarse.pages),
        )
        found = _Found(
            held[0],
            {unit: _bytes(said) for unit, said in held[1].items()},
            {unit: Taken(*map(_bytes, said)) for unit, said in held[2].items()},
        )
        new = self._new(coarse, found)
        for county, said in new.counties.items():
            self._kept.put(f"prints county {county}", coarse.counties[county], (), said)
        for county in self._counties:
            self._kept.put(f"prints sums {county}", coarse.named[county], ())
        for unit, taken in new.workings.items():
            self._kept.put(f"prints workings {unit}", coarse.workings[unit], (), _text(taken))
        for unit, each in new.pages.items():
            self._kept.put(f"prints pages {unit}", coarse.pages[unit], (), [*map(_text, each)])
        return _Found(
            found.counties | new.counties, found.workings | new.workings, found.pages | new.pages
        )  # fmt: skip

    def _new(self, coarse: Coarse, held: _Found) -> _Found:
        """Take the fingerprints that are not ``held``."""
        counties = [county for county in self._counties if county not in held.counties]
        workings = [unit for unit in self._units if unit not in held.workings]
        pages = [unit for unit in self._units if unit not in held.pages]
        asked = self._asked
        if asked is None and max(len(workings), len(pages)) > FEW:
            asked = self._ask(self._crew, counties, workings, pages)
        if asked is None:
            # Asked about here, where it is waited for, and not behind all else there is to do.
            months = take_notices(self._work_db, pages) if pages else {}
            summed = self._held("sums", counties, coarse.named)
            return _Found(
                {county: coarse.counties[county] for county in counties if county not in summed}
                | take_counties(self._work_db, [*summed]),
                {unit: bytes.fromhex(coarse.workings[unit]) for unit in workings},
                {
                    unit: each._replace(pages=bytes.fromhex(coarse.pages[unit]))
                    for unit, each in months.items()
                },
            )
        return _Found(
            asked.counties.result(),
            dict(itertools.chain.from_iterable(part.result().items() for part in asked.workings)),
            dict(itertools.chain.from_iterable(part.result().items() for part in asked.pages)),
        )

    def _held(self, kind: str, names: Sequence[str], coarse: Mapping[str, str]) -> dict[str, Any]:
        """Take over from the last build what stands."""
        if self._kept.empty:
            return {}
        pieces = ((name, self._kept.take(f"prints {kind} {name}", coarse[name])) for name in names)
        return {name: piece.said for name, piece in pieces if piece}

    def _ask(
        self, crew: Crew, counties: Sequence[str], workings: Sequence[str], pages: Sequence[str]
    ) -> _Asked:
        return _Asked(
            crew.do(take_counties, self._work_db, counties),
            [crew.do(take_workings, self._work_db, part) for part in _parts(workings)],
            [crew.do(take_pages, self._work_db, part) for part in _parts(pages)],
        )


def _parts(units: Sequence[str]) -> list[Sequence[str]]:
    return [units[start : start + AT_ONCE] for start in range(0, len(units), AT_ONCE)]


def _text(taken: bytes) -> str:
    return base64.b64encode(taken).decode()


def _bytes(said: str) -> bytes:
    return base64.b64decode(said)


def take_first(work_db: Path, salt: str) -> tuple[Shared, Coarse]:
    """Take what is taken in every build, of all units and counties in one go."""
    with taking(work_db) as taker:
        return take_shared(taker), take_coarse(taker, salt)


def take_shared(taker: Taking) -> Shared:
    """Take the fingerprints of what pages of many units show."""
    said: dict[str, list[str]] = defaultdict(list)
    for name in OF_COUNTY:
        for answer in taker.by_key(name):
            said[answer.key] += [name, answer.digest]
    found = taker.con.execute(
        "select community_id, county_id from derived.lineage where distance = 0"
    ).fetchall()
    return Shared(
        publisher=digest([taker.whole(name) for name in SHARED]),
        counties={county: digest(texts) for county, texts in said.items()},
        county_of=dict(found),
    )
