"""Fingerprints: whether pages of a unit or county, or notices of a month, would come out as they stand.

A page is made of what queries answer, and of what every page of a build shares. So the queries about units
are asked once for all of them, those about counties once for each, and the answers hashed; see
:mod:`sunledger.render.taking`. Equal hashes mean equal pages. A test holds that pages ask nothing beyond.
"""

from __future__ import annotations

import functools
import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sunledger import engine
from sunledger.crew import Crew
from sunledger.errors import ProgramFault
from sunledger.render.derivations import COUNTY, UNIT
from sunledger.render.taking import Answer, digest, queries, taking

SHARED = ("history", "missed_funds")
"""Queries about the whole publisher that pages of units and counties ask too; all of them depend on these."""

OF_COUNTY = ("counties", "seals")
"""The queries that say of each county what its pages show, and those of its units."""

OF_COUNTY_ALONE = ("places", "targets")
"""The queries that say of each county what its pages show beside what ``queries("county")`` do."""

MONTHLY = ("digests", "entries", "fund_months")
"""The queries of which a notice shows one month."""

ALWAYS = ("ancestors", "funds", "units")
"""The other queries that a notice is made of."""

BESIDE_WORKING = ("ancestors", "units")
"""What pages of workings ask beside what their declarations say."""

_OWNERS = """
select community_id, community_id from open.communities
union all select fund_id, community_id from open.funds
union all select contract_id, community_id from open.contracts join open.projects using (project_id)
union all select matter_id, community_id from open.matters join open.funds using (fund_id)
"""
"""Whose pages an answer is on, by the first column of the answer."""

AT_ONCE = 400
"""About how many units is asked at once: their answers are sorted in memory."""

Owners = dict[str, set[str]]
"""Units by the ids that answers are found under; a fund may bear that of another unit: then both count."""


@dataclass(frozen=True, slots=True)
class Shared:
    """Fingerprints of what many pages show."""

    publisher: str
    """Of what pages of all units and counties show."""
    counties: dict[str, str]
    """Of what a county's pages and those of its units show, by county."""
    county_of: dict[str, str]
    """The county of each unit."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Fingerprints of some units, by their ids."""

    pages: dict[str, bytes] = field(default_factory=dict)
    always: dict[str, bytes] = field(default_factory=dict)
    """Of what every notice says."""
    months: dict[str, bytes] = field(default_factory=dict)
    """Of what the notices of its months say beside that: each month followed by its fingerprint, since there
    are many more of them than units."""
    workings: dict[str, bytes] = field(default_factory=dict)
    """Of what pages of workings ask beside what their declarations say."""


class Prints:
    """The fingerprints of all counties, of all units and of their months, as of one work database."""

    def __init__(self, crew: Crew, work_db: Path, counties: Sequence[str], units: Sequence[str]) -> None:
        """Have ``crew`` take them, some hundred units at a time; who asks for one waits for its kind."""
        parts = [units[start : start + AT_ONCE] for start in range(0, len(units), AT_ONCE)]
        self._shared = crew.do(take_shared, work_db)
        self._counties = crew.do(take_counties, work_db, counties)
        self._workings = [crew.do(take_workings, work_db, part) for part in parts]
        self._pages = [crew.do(take_pages, work_db, part) for part in parts]

    def county(self, county: str) -> str:
        """Give the fingerprint of a county's pages."""
        return self._counties.result()[county] + self._of_county(county)

    def unit(self, unit: str) -> str:
        """Give the fingerprint of a unit's pages."""
        return self._of_pages.pages.get(unit, b"").hex() + self._of_unit(unit)

    def working(self, unit: str) -> str:
        """Give the fingerprint of a unit's pages of how its figures were made."""
        beside = self._of_pages.workings.get(unit, b"").hex()
        return self._of_workings.get(unit, b"").hex() + beside + self._of_unit(unit)

    def month(self, unit: str, month: str) -> str:
        """Give the fingerprint of a unit's notice of a month."""
        taken = self._of_pages
        both = taken.always.get(unit, b"").hex() + _of_month(taken.months.get(unit, b""), month).hex()
        return both + self._of_unit(unit)

    def _of_county(self, county: str) -> str:
        shared = self._shared.result()
        return shared.publisher + shared.counties.get(county, "")

    def _of_unit(self, unit: str) -> str:
        return self._of_county(self._shared.result().county_of[unit])

    @functools.cached_property
    def _of_pages(self) -> Taken:
        every = Taken()
        for part in self._pages:
            taken = part.result()
            every.pages.update(taken.pages)
            every.always.update(taken.always)
            every.months.update(taken.months)
            every.workings.update(taken.workings)
        return every

    @functools.cached_property
    def _of_workings(self) -> dict[str, bytes]:
        every: dict[str, bytes] = {}
        for part in self._workings:
            every.update(part.result())
        return every


def take_shared(work_db: Path) -> Shared:
    """Take the fingerprints of what pages of many units show."""
    with taking(work_db) as taker:
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


def take_counties(work_db: Path, counties: Sequence[str]) -> dict[str, str]:
    """Take the fingerprints of some counties' pages; of none there is nothing to ask."""
    if not counties:
        return {}
    said: dict[str, list[str]] = defaultdict(list)
    with taking(work_db) as taker:
        for name in OF_COUNTY_ALONE:
            for answer in taker.by_key(name):
                said[answer.key] += [name, answer.digest]
        for county in counties:
            said[county] += [taker.whole(name, county=county) for name in queries("county")]
        for table, answers in taker.declared(COUNTY, counties):
            for answer in answers:
                said[answer.key] += [table, answer.digest]
    return {county: digest(said[county]) for county in counties}


def take_pages(work_db: Path, units: Sequence[str]) -> Taken:
    """Take the fingerprints of some units' pages and notices."""
    with taking(work_db) as taker:
        pages = _Pages(owners_of(taker.con))
        for name in queries("units"):
            for answer in taker.by_key(name, by_month=name in MONTHLY, units=list(units)):
                pages.add(name, answer)
        return pages.taken()


def take_workings(work_db: Path, units: Sequence[str]) -> dict[str, bytes]:
    """Take the fingerprints of what declarations list on some units' pages of how their figures were made."""
    found: dict[str, Any] = defaultdict(hashlib.sha256)
    with taking(work_db) as taker:
        for table, answers in taker.declared(UNIT, units):
            for answer in answers:
                found[answer.key].update(f"{table}\0{answer.digest}\0".encode())
    return _finished(found)


class _Pages:
    """Fingerprints of some units' pages in the making."""

    def __init__(self, owners: Owners) -> None:
        self._owners = owners
        self._pages: dict[str, Any] = defaultdict(hashlib.sha256)
        self._always: dict[str, Any] = defaultdict(hashlib.sha256)
        self._months: dict[str, dict[str, Any]] = defaultdict(lambda: defaultdict(hashlib.sha256))
        self._workings: dict[str, Any] = defaultdict(hashlib.sha256)

    def taken(self) -> Taken:
        """Give what has been taken."""
        return Taken(
            pages=_finished(self._pages),
            always=_finished(self._always),
            months={unit: _in_one(months) for unit, months in self._months.items()},
            workings=_finished(self._workings),
        )

    def add(self, name: str, answer: Answer) -> None:
        """Add an answer to the fingerprints of those whose pages show it."""
        key, month = answer.key, answer.month
        if key not in self._owners:
            raise ProgramFault(f"render/queries/{name}.sql", f"{key}: no unit, fund, contract or matter")
        said = f"{name}\0{key}\0{month}\0{answer.digest}\0".encode()
        for unit in self._owners[key]:
            self._pages[unit].update(said)
            if name in MONTHLY:
                self._months[unit][month].update(said)
            elif name in ALWAYS:
                self._always[unit].update(said)
            if name in BESIDE_WORKING:
                self._workings[unit].update(said)


def _finished(hashed: dict[Any, Any]) -> dict[Any, bytes]:
    return {key: found.digest() for key, found in hashed.items()}


def _in_one(months: Mapping[str, Any]) -> bytes:
    return b"".join(month.encode() + found.digest() for month, found in sorted(months.items()))


def _of_month(months: bytes, month: str) -> bytes:
    """Find the fingerprint of a month; blank where there is none."""
    wanted, size = month.encode(), len(month) + hashlib.sha256().digest_size
    for start in range(0, len(months), size):
        if months.startswith(wanted, start):
            return months[start + len(wanted) : start + size]
    return b""


def owners_of(con: engine.Connection) -> Owners:
    """Read whose pages an answer about each id may be on."""
    owners: Owners = defaultdict(set)
    for key, unit in con.execute(_OWNERS).fetchall():
        owners[key].add(unit)
    return dict(owners)
