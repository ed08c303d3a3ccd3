"""Fingerprints: whether the pages of a unit, or the notices of a month, would come out as they stand.

A page is made of what queries answer, and of what every page of a build shares. So the queries about units
are asked once for all of them, with macros that leave values as they are instead of writing them out, and
each unit's answers are hashed, in their order. Equal hashes mean equal pages: what a macro would write
follows from its values. A test holds that pages of units ask nothing beyond ``unit_queries`` and ``SHARED``.
"""

from __future__ import annotations

import functools
import hashlib
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

from sunledger import engine
from sunledger.errors import ProgramFault
from sunledger.render.desk import query_text
from sunledger.render.words import coded_columns

_PARAMETER = re.compile(r"\$(\w+)")

SHARED = ("counties", "missed_funds", "seals")
"""Queries about more than units that pages of units ask too; every page depends on all of their answers."""

MONTHLY = ("digests", "entries", "fund_months")
"""The queries of which a notice shows one month."""

ALWAYS = ("ancestors", "funds", "units")
"""The other queries that a notice is made of."""

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


_WIDEST: dict[str, Any] = {
    "first": "0000-00", "last": "9999-12", "county": "", "everywhere": False, "most": 1_000_000,
    "scopes": ["unit", "county"],
}  # fmt: skip
"""What queries are given beside units: never less than a page asks for."""


@functools.cache
def unit_queries() -> tuple[str, ...]:
    """Return the names of the queries about units."""
    names = sorted(path.stem for path in (Path(__file__).parent / "queries").glob("*.sql"))
    return tuple(name for name in names if {"units", "owners"} & _asked(name))


class Prints:
    """The fingerprints of all units and of their months, as of one work database."""

    def __init__(self, work_db: Path, threads: int) -> None:
        """Ask every query once; ``threads`` of the engine work at it."""
        con = engine.open_readonly(work_db, threads=threads)
        try:
            con.execute(_PLAIN)
            for table, column in coded_columns():
                con.execute(f"create or replace temp macro said_{table}_{column}(v) as v")
            self._units: dict[str, Any] = defaultdict(hashlib.sha256)
            self._always: dict[str, Any] = defaultdict(hashlib.sha256)
            self._months: dict[tuple[str, str], Any] = defaultdict(hashlib.sha256)
            self.shared = _digest([_answers(con, name) for name in SHARED])
            owners = dict(con.execute(_OWNERS).fetchall())
            units = sorted(set(owners.values()))
            for name in unit_queries():
                self._add(con, name, owners, units)
        finally:
            con.close()

    def unit(self, unit: str) -> str:
        """Give the fingerprint of a unit's pages."""
        return str(self._units[unit].hexdigest() + self.shared)

    def month(self, unit: str, month: str) -> str:
        """Give the fingerprint of a unit's notice of a month."""
        always, one = self._always[unit].hexdigest(), self._months[unit, month].hexdigest()
        return f"{always}{one}{self.shared}"

    def _add(self, con: engine.Connection, name: str, owners: dict[str, str], units: list[str]) -> None:
        """Add the answers to one query to the fingerprints of those whose pages show them."""
        for key, month, answer in _hashes(con, name, units):
            if key not in owners:
                raise ProgramFault(
                    f"render/queries/{name}.sql", f"{key} is no unit, fund, contract or matter"
                )
            said, unit = f"{name}\0{key}\0{month}\0{answer}\0".encode(), owners[key]
            self._units[unit].update(said)
            if name in MONTHLY:
                self._months[unit, month].update(said)
            elif name in ALWAYS:
                self._always[unit].update(said)


def _asked(name: str) -> set[str]:
    """Return the parameters of a query."""
    return set(_PARAMETER.findall(query_text(name)))


def _hashes(con: engine.Connection, name: str, units: list[str]) -> list[tuple[str, str, str]]:
    """Hash the answers about each key of a query, by month if a notice shows months of it, in their order."""
    asked = _asked(name)
    given = {**_WIDEST, "units": units, "owners": units}
    month = "whole_answer.month" if name in MONTHLY else "''"
    found: list[tuple[str, str, str]] = []
    for english in (False, True) if "english" in asked else (False,):
        found += con.execute(
            "select key, month, sha256(string_agg(digest, '' order by position)) from ("
            f"select key, {month} as month, sha256(cast(whole_answer as varchar)) as digest, "
            f"row_number() over () as position from ({query_text(name)}) as whole_answer(key)"
            ") group by all order by all",
            {each: {**given, "english": english}[each] for each in asked},
        ).fetchall()
    return found


def _answers(con: engine.Connection, name: str) -> str:
    return repr(con.execute(query_text(name)).fetchall())


def _digest(texts: list[str]) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()
