"""Fingerprints: whether the pages of a unit, or the notices of a month, would come out as they stand.

A page is made of what queries answer, and of what every page of a build shares. So the queries about units
are asked once for all of them, with macros that leave values as they are instead of writing them out, and
each unit's answers are hashed, in their order. Equal hashes mean equal pages: what a macro would write
follows from its values. A test holds that pages of units ask nothing beyond ``unit_queries`` and ``SHARED``.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sunledger import engine
from sunledger.crew import Crew
from sunledger.errors import ProgramFault
from sunledger.render import asking
from sunledger.render.asking import Asker
from sunledger.render.derivations import UNIT
from sunledger.render.desk import query_text
from sunledger.render.words import coded_columns

SHARED = ("counties", "history", "missed_funds", "seals")
"""Queries about more than units that pages of units ask too; every page depends on all of their answers."""

MONTHLY = ("digests", "entries", "fund_months")
"""The queries of which a notice shows one month."""

ALWAYS = ("ancestors", "funds", "units")
"""The other queries that a notice is made of."""

BESIDE_WORKING = ("ancestors", "units")
"""What pages of workings ask beside what their declarations say."""

COMMITTED = ("entries",)
"""The queries whose answers name commits: what ``commits`` says of these counts for the answer."""

_PLAIN = """
create or replace temp macro h(t) as t;
create or replace temp macro yuan(x) as cast(x as varchar);
create or replace temp macro count_text(n) as cast(n as varchar);
create or replace temp macro signed(x) as cast(x as varchar);
create or replace temp macro plain(x) as cast(x as varchar);
create or replace temp macro spoken(zh) as zh;
create or replace temp macro day(d) as cast(d as varchar);
create or replace temp macro named(zh, en) as
  case when coalesce(zh, en) is not null then coalesce(zh, '') || chr(31) || coalesce(en, '') end;
create or replace temp macro titled(zh, en) as named(zh, en)
"""
"""Each macro of a language in a form that keeps its arguments, and is null where it would be."""

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

_WIDEST: dict[str, Any] = {
    "first": "0000-00", "last": "9999-12", "county": "", "everywhere": False, "most": 1_000_000,
    "scopes": ["unit", "county"],
}  # fmt: skip
"""What queries are given beside units: never less than a page asks for."""


@functools.cache
def unit_queries() -> tuple[str, ...]:
    """Return the names of the queries about units."""
    names = sorted(path.stem for path in (Path(__file__).parent / "queries").glob("*.sql"))
    return tuple(name for name in names if "units" in _asked(name))


@dataclass(frozen=True, slots=True)
class Taken:
    """Fingerprints of some units, by their ids."""

    pages: dict[str, bytes]
    always: dict[str, bytes]
    """Of what every notice says."""
    months: dict[tuple[str, str], bytes]
    """Of what the notice of a month says beside that."""
    workings: dict[str, bytes]


class Prints:
    """The fingerprints of all units and of their months, as of one work database."""

    def __init__(self, crew: Crew, work_db: Path, units: Sequence[str]) -> None:
        """Have ``crew`` take them, some hundred units at a time; who asks for one waits for all."""
        parts = [units[start : start + AT_ONCE] for start in range(0, len(units), AT_ONCE)]
        self._shared = crew.do(take_shared, work_db)
        self._pages = [crew.do(take_pages, work_db, part) for part in parts]
        self._workings = [crew.do(take_workings, work_db, part) for part in parts]

    def unit(self, unit: str) -> str:
        """Give the fingerprint of a unit's pages."""
        return self._of_pages.pages.get(unit, b"").hex() + self._shared.result()

    def working(self, unit: str) -> str:
        """Give the fingerprint of a unit's pages of how its figures were made."""
        return self._of_workings.get(unit, b"").hex() + self._shared.result()

    def month(self, unit: str, month: str) -> str:
        """Give the fingerprint of a unit's notice of a month."""
        taken = self._of_pages
        both = taken.always.get(unit, b"").hex() + taken.months.get((unit, month), b"").hex()
        return both + self._shared.result()

    @functools.cached_property
    def _of_pages(self) -> Taken:
        every = Taken({}, {}, {}, {})
        for part in self._pages:
            taken = part.result()
            every.pages.update(taken.pages)
            every.always.update(taken.always)
            every.months.update(taken.months)
        return every

    @functools.cached_property
    def _of_workings(self) -> dict[str, bytes]:
        every: dict[str, bytes] = {}
        for part in self._workings:
            every.update(part.result().workings)
        return every


def take_shared(work_db: Path) -> str:
    """Take the fingerprint of what pages of all units show."""
    with _asking(work_db) as asker:
        return _digest([_answers(asker, name) for name in SHARED])


def take_pages(work_db: Path, units: Sequence[str]) -> Taken:
    """Take the fingerprints of some units' pages and notices."""
    with _asking(work_db) as asker:
        taking = _Taking(asker, list(units))
        for name in unit_queries():
            taking.add(name)
        return taking.taken()


def take_workings(work_db: Path, units: Sequence[str]) -> Taken:
    """Take the fingerprints of some units' pages of how their figures were made."""
    with _asking(work_db) as asker:
        taking = _Taking(asker, list(units))
        for name in BESIDE_WORKING:
            taking.add(name)
        taking.add_workings()
        return taking.taken()


@contextlib.contextmanager
def _asking(work_db: Path) -> Iterator[Asker]:
    """Open the work database, with macros that leave values as they are."""
    con = engine.open_readonly(work_db)
    try:
        con.execute(_PLAIN)
        for table, column in coded_columns():
            con.execute(f"create or replace temp macro said_{table}_{column}(v) as v")
        yield Asker(con)
    finally:
        con.close()


class _Taking:
    """Fingerprints of some units in the making."""

    def __init__(self, asker: Asker, units: list[str]) -> None:
        self._asker, self._units = asker, units
        self._owners = owners_of(asker.con)
        self._filled = engine.filled(asker.con)
        self._pages: dict[str, Any] = defaultdict(hashlib.sha256)
        self._always: dict[str, Any] = defaultdict(hashlib.sha256)
        self._months: dict[tuple[str, str], Any] = defaultdict(hashlib.sha256)
        self._workings: dict[str, Any] = defaultdict(hashlib.sha256)
        asker.con.execute(f"create or replace temp table said_of_commits as {query_text('commits')}")

    def taken(self) -> Taken:
        """Give what has been taken."""
        return Taken(
            pages=_finished(self._pages),
            always=_finished(self._always),
            months=_finished(self._months),
            workings=_finished(self._workings),
        )

    def add(self, name: str) -> None:
        """Add the answers to one query to the fingerprints of those whose pages show them."""
        asked = _asked(name)
        given = {**_WIDEST, "units": self._units}
        for english in (False, True) if "english" in asked else (False,):
            told = {each: {**given, "english": english}[each] for each in asked}
            found = _hashes(
                self._asker, query_text(name), told, by_month=name in MONTHLY, commits=name in COMMITTED
            )
            for key, month, answer in found:
                if key not in self._owners:
                    raise ProgramFault(
                        f"render/queries/{name}.sql", f"{key}: no unit, fund, contract or matter"
                    )
                said = f"{name}\0{key}\0{month}\0{answer}\0".encode()
                for unit in self._owners[key]:
                    self._say(name, unit, month, said)

    def _say(self, name: str, unit: str, month: str, said: bytes) -> None:
        month = sys.intern(month)  # it is kept once, not for each unit
        self._pages[unit].update(said)
        if name in MONTHLY:
            self._months[unit, month].update(said)
        elif name in ALWAYS:
            self._always[unit].update(said)
        if name in BESIDE_WORKING:
            self._workings[unit].update(said)

    def add_workings(self) -> None:
        """Add what declarations list to the fingerprints of some units' pages of workings."""
        for derivation in UNIT:
            if derivation.of in self._filled:
                self._add_working(derivation.table, derivation.rows())
                for part in derivation.parts:
                    if part.of in self._filled:
                        self._add_working(derivation.table, derivation.lines(part), part.recorded)

    def _add_working(self, name: str, sql: str, commits: bool = False) -> None:
        """Add what a declaration lists to the fingerprints of units' pages of workings."""
        told = {each: {"places": self._units, "withheld": ""}[each] for each in asking.names(sql)}
        for key, _, answer in _hashes(self._asker, sql, told, by_month=False, commits=commits):
            self._workings[key].update(f"{name}\0{answer}\0".encode())


def _finished(hashed: dict[Any, Any]) -> dict[Any, bytes]:
    return {key: found.digest() for key, found in hashed.items()}


def owners_of(con: engine.Connection) -> Owners:
    """Read whose pages an answer about each id may be on."""
    owners: Owners = defaultdict(set)
    for key, unit in con.execute(_OWNERS).fetchall():
        owners[key].add(unit)
    return dict(owners)


def _asked(name: str) -> set[str]:
    """Return the parameters of a query."""
    return asking.names(query_text(name))


def _hashes(
    asker: Asker, sql: str, told: dict[str, Any], *, by_month: bool, commits: bool
) -> list[tuple[str, str, str]]:
    """Hash the answers about each key of a query, and month if asked, in their order."""
    month = "whole_answer.month" if by_month else "''"
    answer, join = "cast(whole_answer as varchar)", ""
    if commits:
        answer += " || coalesce(cast(said as varchar), '')"
        join = "left join said_of_commits as said on said.commit = whole_answer.commit"
    return asker.ask(
        "select key, month, sha256(string_agg(digest, '' order by position)) from ("
        f"select key, {month} as month, sha256({answer}) as digest, position from ("
        f"select key, whole_answer, row_number() over () as position from ({sql}) as whole_answer(key)"
        f") {join}) group by all order by all",
        told,
    ).fetchall()


def _answers(asker: Asker, name: str) -> str:
    return repr(asker.con.execute(query_text(name)).fetchall())


def _digest(texts: list[str]) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()
