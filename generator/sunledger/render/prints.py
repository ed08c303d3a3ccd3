"""Fingerprints: whether the pages of a unit, or the notices of a month, would come out as they stand.

A page is made of what queries answer, and of what every page of a build shares. So the queries about units
are asked once for all of them, with macros that leave values as they are instead of writing them out, and
each unit's answers are hashed, in their order. Equal hashes mean equal pages: what a macro would write
follows from its values. A test holds that pages of units ask nothing beyond ``unit_queries`` and ``SHARED``.
"""

from __future__ import annotations

import functools
import hashlib
from collections import defaultdict
from pathlib import Path
from typing import Any

from sunledger import engine
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


class Prints:
    """The fingerprints of all units and of their months, as of one work database."""

    def __init__(self, work_db: Path) -> None:
        """Ask every query once, with one thread of the engine: others are at work meanwhile."""
        con = engine.open_readonly(work_db)
        try:
            con.execute(_PLAIN)
            asker = Asker(con)
            for table, column in coded_columns():
                con.execute(f"create or replace temp macro said_{table}_{column}(v) as v")
            self._units: dict[str, Any] = defaultdict(hashlib.sha256)
            self._always: dict[str, Any] = defaultdict(hashlib.sha256)
            self._workings: dict[str, Any] = defaultdict(hashlib.sha256)
            self._months: dict[tuple[str, str], Any] = defaultdict(hashlib.sha256)
            con.execute(f"create temp table said_of_commits as {query_text('commits')}")
            self.shared = _digest([_answers(con, name) for name in SHARED])
            owners = owners_of(con)
            every = sorted(set().union(*owners.values()))
            filled = engine.filled(con)
            for start in range(0, len(every), AT_ONCE):
                units = every[start : start + AT_ONCE]
                for name in unit_queries():
                    self._add(asker, name, owners, units)
                self._add_workings(asker, filled, units)
        finally:
            con.close()

    def unit(self, unit: str) -> str:
        """Give the fingerprint of a unit's pages."""
        return str(self._units[unit].hexdigest() + self.shared)

    def working(self, unit: str) -> str:
        """Give the fingerprint of a unit's pages of how its figures were made."""
        return str(self._workings[unit].hexdigest() + self.shared)

    def month(self, unit: str, month: str) -> str:
        """Give the fingerprint of a unit's notice of a month."""
        always, one = self._always[unit].hexdigest(), self._months[unit, month].hexdigest()
        return f"{always}{one}{self.shared}"

    def _add(self, asker: Asker, name: str, owners: Owners, units: list[str]) -> None:
        """Add the answers to one query to the fingerprints of those whose pages show them."""
        asked = _asked(name)
        given = {**_WIDEST, "units": units}
        for english in (False, True) if "english" in asked else (False,):
            told = {each: {**given, "english": english}[each] for each in asked}
            found = _hashes(
                asker, query_text(name), told, by_month=name in MONTHLY, commits=name in COMMITTED
            )
            for key, month, answer in found:
                if key not in owners:
                    raise ProgramFault(
                        f"render/queries/{name}.sql", f"{key}: no unit, fund, contract or matter"
                    )
                said = f"{name}\0{key}\0{month}\0{answer}\0".encode()
                for unit in owners[key]:
                    self._units[unit].update(said)
                    if name in MONTHLY:
                        self._months[unit, month].update(said)
                    elif name in ALWAYS:
                        self._always[unit].update(said)
                    if name in BESIDE_WORKING:
                        self._workings[unit].update(said)

    def _add_workings(self, asker: Asker, filled: frozenset[str], units: list[str]) -> None:
        """Add what declarations list to the fingerprints of some units' pages of workings."""
        for derivation in UNIT:
            if derivation.of in filled:
                self._add_working(asker, derivation.table, derivation.rows(), units)
                for part in derivation.parts:
                    if part.of in filled:
                        query = derivation.lines(part)
                        self._add_working(asker, derivation.table, query, units, part.recorded)

    def _add_working(
        self, asker: Asker, name: str, sql: str, units: list[str], commits: bool = False
    ) -> None:
        """Add what a declaration lists to the fingerprints of units' pages of workings."""
        told = {each: {"places": units, "withheld": ""}[each] for each in asking.names(sql)}
        for key, _, answer in _hashes(asker, sql, told, by_month=False, commits=commits):
            self._workings[key].update(f"{name}\0{answer}\0".encode())


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


def _answers(con: engine.Connection, name: str) -> str:
    return repr(con.execute(query_text(name)).fetchall())


def _digest(texts: list[str]) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()
