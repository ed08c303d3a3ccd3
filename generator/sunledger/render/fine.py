"""Fine fingerprints: answers of all queries and declarations about some units or counties, hashed.

The queries about units are asked once for all of them, those about counties once for each. Whoever would know
whether pages come out as they stand looks at :mod:`sunledger.render.prints`.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from sunledger import engine
from sunledger.errors import ProgramFault
from sunledger.render.derivations import COUNTY, UNIT
from sunledger.render.taking import Answer, digest, queries, taking

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

Owners = dict[str, set[str]]
"""Units by the ids that answers are found under; a fund may bear that of another unit: then both count."""


class Taken(NamedTuple):
    """Fingerprints of one unit."""

    pages: bytes = b""
    always: bytes = b""
    """Of what every notice says."""
    months: bytes = b""
    """Of what the notices of its months say beside that: each month followed by its fingerprint, since there
    are many more of them than units."""
    beside: bytes = b""
    """Of what pages of workings ask beside what their declarations say."""

    def month(self, month: str) -> bytes:
        """Find the fingerprint of a month; blank where there is none."""
        wanted, size = month.encode(), len(month) + hashlib.sha256().digest_size
        for start in range(0, len(self.months), size):
            if self.months.startswith(wanted, start):
                return self.months[start + len(wanted) : start + size]
        return b""


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


def take_notices(work_db: Path, units: Sequence[str]) -> dict[str, Taken]:
    """Take the fingerprints of some units' notices alone; those of its pages are none that mean anything."""
    return take_pages(work_db, units, (*ALWAYS, *MONTHLY))


def take_pages(work_db: Path, units: Sequence[str], names: Sequence[str] = ()) -> dict[str, Taken]:
    """Take the fingerprints of some units' pages and notices, by the queries named, or by all."""
    with taking(work_db) as taker:
        pages = _Pages(owners_of(taker.con))
        for name in names or queries("units"):
            for answer in taker.by_key(name, by_month=name in MONTHLY, units=list(units)):
                pages.add(name, answer)
        return {unit: pages.taken(unit) for unit in units}


def take_workings(work_db: Path, units: Sequence[str]) -> dict[str, bytes]:
    """Take the fingerprints of what declarations list on some units' pages of how their figures were made."""
    found: dict[str, Any] = {unit: hashlib.sha256() for unit in units}
    with taking(work_db) as taker:
        for table, answers in taker.declared(UNIT, units):
            for answer in answers:
                found[answer.key].update(f"{table}\0{answer.digest}\0".encode())
    return {unit: each.digest() for unit, each in found.items()}


class _Pages:
    """Fingerprints of some units' pages in the making."""

    def __init__(self, owners: Owners) -> None:
        self._owners = owners
        self._pages: dict[str, Any] = defaultdict(hashlib.sha256)
        self._always: dict[str, Any] = defaultdict(hashlib.sha256)
        self._months: dict[str, dict[str, Any]] = defaultdict(lambda: defaultdict(hashlib.sha256))
        self._beside: dict[str, Any] = defaultdict(hashlib.sha256)

    def taken(self, unit: str) -> Taken:
        """Give what has been taken of a unit."""
        return Taken(
            pages=self._pages[unit].digest(),
            always=self._always[unit].digest(),
            months=_in_one(self._months[unit]),
            beside=self._beside[unit].digest(),
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
                self._beside[unit].update(said)


def _in_one(months: Mapping[str, Any]) -> bytes:
    return b"".join(month.encode() + found.digest() for month, found in sorted(months.items()))


def owners_of(con: engine.Connection) -> Owners:
    """Read whose pages an answer about each id may be on."""
    owners: Owners = defaultdict(set)
    for key, unit in con.execute(_OWNERS).fetchall():
        owners[key].add(unit)
    return dict(owners)
