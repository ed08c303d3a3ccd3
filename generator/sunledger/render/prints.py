"""Fingerprints: whether pages of a unit or county, or notices of a month, would come out as they stand.

A page is made of what queries answer, and of what every page of a build shares. So the queries are asked, and
their answers hashed; see :mod:`sunledger.render.fine`. Equal hashes mean equal pages. A test holds that pages
ask nothing beyond. Where no row has changed of which an answer may tell, nothing is asked, and the hashes of
the last build stand; see :mod:`sunledger.render.coarse`.
"""

from __future__ import annotations

import base64
import functools
from collections import defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from sunledger.crew import Crew
from sunledger.kept import Kept
from sunledger.render.coarse import Coarse, take_coarse
from sunledger.render.fine import Taken, take_counties, take_pages, take_workings
from sunledger.render.taking import Taking, digest, taking

SHARED = ("history", "missed_funds")
"""Queries about the whole publisher that pages of units and counties ask too; all of them depend on these."""

OF_COUNTY = ("counties", "seals")
"""The queries that say of each county what its pages show, and those of its units."""

AT_ONCE = 400
"""About how many units is asked at once: their answers are sorted in memory."""


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


class Prints:
    """The fingerprints of all counties, of all units and of their months, as of one work database."""

    def __init__(
        self, crew: Crew, work_db: Path, kept: Kept, counties: Sequence[str], units: Sequence[str]
    ) -> None:
        """Have ``crew`` take them; who asks for one waits for its kind.

        What ``kept`` has of them from the last build is taken over if it stands, and all are put down there.
        """
        self._crew, self._work_db, self._kept = crew, work_db, kept
        self._names = counties, units
        self._first = crew.do(take_first, work_db, kept.salt)
        self._asked = self._ask(crew, counties, units) if kept.empty else None

    def county(self, county: str) -> str:
        """Give the fingerprint of a county's pages."""
        return self._found[0][county] + self._of_county(county)

    def unit(self, unit: str) -> str:
        """Give the fingerprint of a unit's pages."""
        return self._found[1][unit].pages.hex() + self._of_unit(unit)

    def working(self, unit: str) -> str:
        """Give the fingerprint of a unit's pages of how its figures were made."""
        taken = self._found[1][unit]
        return taken.workings.hex() + taken.beside.hex() + self._of_unit(unit)

    def month(self, unit: str, month: str) -> str:
        """Give the fingerprint of a unit's notice of a month."""
        taken = self._found[1][unit]
        return taken.always.hex() + taken.month(month).hex() + self._of_unit(unit)

    def _of_county(self, county: str) -> str:
        shared, _ = self._first.result()
        return shared.publisher + shared.counties.get(county, "")

    def _of_unit(self, unit: str) -> str:
        shared, _ = self._first.result()
        return self._of_county(shared.county_of[unit])

    @functools.cached_property
    def _found(self) -> tuple[dict[str, str], dict[str, Taken]]:
        """Give the fingerprints of all counties and of all units."""
        _, coarse = self._first.result()
        counties, units = self._names
        of_counties = dict(self._held("county", counties, coarse.counties))
        held = self._held("unit", units, coarse.units).items()
        of_units = {unit: Taken(*map(base64.b64decode, said)) for unit, said in held}
        asked = self._asked
        if asked is None:
            counties = [county for county in counties if county not in of_counties]
            units = [unit for unit in units if unit not in of_units]
            # A few are asked about here, where they are waited for, not behind all else there is to do.
            asked = self._ask(self._crew if len(units) > AT_ONCE else Crew(1), counties, units)
        for county, said in asked.counties.result().items():
            of_counties[county] = said
            self._kept.put(f"prints county {county}", coarse.counties[county], (), said)
        for pages, workings in zip(asked.pages, asked.workings, strict=True):
            made = workings.result()
            for unit, taken in pages.result().items():
                of_units[unit] = each = taken._replace(workings=made[unit])
                told = [base64.b64encode(one).decode() for one in each]
                self._kept.put(f"prints unit {unit}", coarse.units[unit], (), told)
        return of_counties, of_units

    def _held(self, kind: str, names: Sequence[str], coarse: Mapping[str, str]) -> dict[str, Any]:
        """Take over from the last build what stands."""
        if self._kept.empty:
            return {}
        pieces = ((name, self._kept.take(f"prints {kind} {name}", coarse[name])) for name in names)
        return {name: piece.said for name, piece in pieces if piece}

    def _ask(self, crew: Crew, counties: Sequence[str], units: Sequence[str]) -> _Asked:
        parts = [units[start : start + AT_ONCE] for start in range(0, len(units), AT_ONCE)]
        return _Asked(
            crew.do(take_counties, self._work_db, counties),
            [crew.do(take_workings, self._work_db, part) for part in parts],
            [crew.do(take_pages, self._work_db, part) for part in parts],
        )


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
