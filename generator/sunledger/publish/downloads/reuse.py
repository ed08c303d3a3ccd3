"""Downloads taken over from the last build: those whose rows are the same, and what stands beside them.

A table's files are one piece, and so are those of a unit, and a county's. The rows they hold are hashed in
the engine; texts beside them (names, the day up to which accounts go, the package's version) count as well.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import NamedTuple

from sunledger.engine import Connection, identifier
from sunledger.kept import Kept
from sunledger.model import Download
from sunledger.publish.downloads.accounts import PARTS
from sunledger.publish.downloads.said import About
from sunledger.publish.downloads.tables import Table, all_tables, county_of
from sunledger.rowhash import row_hash, salted


class Rows(NamedTuple):
    """The digest of rows in whatever order, no two of which are the same: how many, and all their hashes."""

    number: int
    hashes: int

    def with_more(self, number: int, hashes: int) -> Rows:
        """Add further rows."""
        return Rows(self.number + number, self.hashes ^ hashes)


@dataclass(frozen=True, slots=True)
class Digests:
    """The digests of all rows that downloads hold, table by table, as text."""

    tables: dict[str, str]
    """By table."""
    counties: dict[str, str]
    """By county, those of all tables."""
    funds: dict[str, str]
    """By fund, those of the tables that units' files hold."""


def digests(con: Connection, salt: str) -> Digests:
    """Take them, each table read once."""
    found = Digests({}, {}, {})
    for table in all_tables():
        row = row_hash(identifier(field["name"]) for field in table.fields)
        whose = f"{county_of(table) or 'null'} as county, {'fund_id' if table in PARTS else 'null'} as fund"
        counties: dict[str | None, Rows] = {}
        for county, fund, *rows in con.execute(
            f"select {whose}, count(*), bit_xor({row}) from {table.place} as held "
            "group by 1, 2 order by 1, 2", salted(salt),
        ).fetchall():  # fmt: skip
            counties[county] = counties.get(county, Rows(0, 0)).with_more(*rows)
            if fund is not None:
                found.funds[fund] = f"{found.funds.get(fund, '')}{table.name} {rows}\n"
        found.tables[table.name] = repr(counties)
        for county, of_county in counties.items():
            if county is not None:
                found.counties[county] = f"{found.counties.get(county, '')}{table.name} {of_county}\n"
    return found


class Reuse:
    """What can be taken over; without a record of the last build, nothing."""

    def __init__(self, kept: Kept | None, said: About, taken: Callable[[], Future[Digests]]) -> None:
        """Have digests ``taken`` once they are asked for, at once if there is something to take over."""
        self._kept, self._said, self._taken = kept, repr(said), taken
        self._digests = taken() if kept is not None and not kept.empty else None
        self._made: list[tuple[str, Callable[[], str], list[Download], tuple[str, ...]]] = []

    def table(self, table: Table) -> Callable[[], str]:
        """Tell of what a table's files are made."""
        return lambda: self._digest(self._found.tables[table.name])

    def county(self, county: str, facts: object) -> Callable[[], str]:
        """Tell of what a county's file is made; ``facts`` is all else that it says."""
        return lambda: self._digest(repr((facts, self._found.counties.get(county))))

    def unit(self, funds: Iterable[str], facts: object) -> Callable[[], str]:
        """Tell of what the files of a unit with some funds are made; ``facts`` is all else that they say."""
        return lambda: self._digest(repr((facts, [(fund, self._found.funds.get(fund)) for fund in funds])))

    def take(self, name: str, made_of: Callable[[], str]) -> list[Download] | None:
        """Take over the files of a piece, if they would come out the same."""
        piece = None if self._kept is None or self._kept.empty else self._kept.take(name, made_of())
        return [Download(*each) for each in piece.said] if piece else None

    def put(
        self, name: str, made_of: Callable[[], str], done: list[Download], beside: tuple[str, ...] = ()
    ) -> None:
        """Remember the files of a piece, and the paths of those that no list names, for the next build."""
        if self._kept is not None:
            self._made.append((name, made_of, done, beside))

    def put_down(self) -> None:
        """Put down for the next build what was made."""
        for name, made_of, done, beside in self._made:
            paths = [*(each.path for each in done), *beside]
            said = [dataclasses.astuple(each) for each in done]
            assert self._kept is not None  # noqa: S101 - else nothing was remembered
            self._kept.put(name, made_of(), paths, said)

    def prepare(self) -> None:
        """Have digests taken, if they will be needed."""
        if self._kept is not None:
            self._digests = self._digests or self._taken()

    @property
    def _found(self) -> Digests:
        self._digests = self._digests or self._taken()
        return self._digests.result()

    def _digest(self, made_of: str) -> str:
        return hashlib.sha256(f"{self._said}\0{made_of}".encode()).hexdigest()
