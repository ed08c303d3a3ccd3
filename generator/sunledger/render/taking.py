"""How fingerprints are taken: answers of queries and declarations, hashed in their order.

Queries are asked with macros that leave values as they are instead of writing them out, so that one answer
tells of all languages. What a macro would write follows from its values: equal answers mean equal pages.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from sunledger import engine
from sunledger.render import asking
from sunledger.render.asking import Asker
from sunledger.render.county_notices import SHEETS
from sunledger.render.derivations import Derivation
from sunledger.render.desk import query_text
from sunledger.render.words import coded_columns

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

_WIDEST: dict[str, Any] = {
    "first": "0000-00", "after": "0000-00", "last": "9999-12", "county": "", "units": [""],
    "everywhere": False, "most": 1_000_000, "sheets": SHEETS, "withheld": "",
}  # fmt: skip
"""What queries are given beside what they are asked about: never less than a page asks for."""


class Answer(NamedTuple):
    """The hash of what a query says of one thing, in a month where it is asked by month."""

    key: str
    """The first column of the answer: whose it is."""
    month: str
    digest: str


@functools.cache
def queries(parameter: str) -> tuple[str, ...]:
    """Return the names of the queries that have a parameter."""
    names = sorted(path.stem for path in (Path(__file__).parent / "queries").glob("*.sql"))
    return tuple(name for name in names if parameter in asking.names(query_text(name)))


class Taking:
    """A connection on which fingerprints are taken."""

    def __init__(self, con: engine.Connection) -> None:
        self.con = con
        self._asker = Asker(con)
        self._filled = engine.filled(con)

    def whole(self, name: str, **about: Any) -> str:
        """Hash the whole answer of a query."""
        found = self._hashes(query_text(name), about, key="''")
        return found[0].digest if found else ""

    def by_key(self, name: str, *, by_month: bool = False, **about: Any) -> list[Answer]:
        """Hash the answer of a query for each key, and month if asked."""
        month = "whole_answer.month" if by_month else "''"
        return self._hashes(query_text(name), about, month=month, commits=name in COMMITTED)

    def declared(
        self, derivations: Sequence[Derivation], places: Sequence[str], *, beyond: bool = False
    ) -> Iterator[tuple[str, list[Answer]]]:
        """Hash what declarations list for each of some places, table by table.

        With ``beyond`` it is only what they list of units that have nothing to do with the place.
        """
        about = {"places": list(places)}
        for derivation in derivations:
            if derivation.of in self._filled:
                if not beyond:
                    yield derivation.table, self._hashes(derivation.rows(), about)
                for part in derivation.parts:
                    if part.of in self._filled and part.beyond >= beyond:
                        sql = derivation.lines(part)
                        yield derivation.table, self._hashes(sql, about, commits=part.recorded)

    def _hashes(
        self, sql: str, about: dict[str, Any], *, key: str = "key", month: str = "''", commits: bool = False
    ) -> list[Answer]:
        """Hash an answer by key and month, in its order; ``commits`` adds what is said of those it names."""
        answer, join = "cast(whole_answer as varchar)", ""
        if commits:
            answer += " || coalesce(cast(said as varchar), '')"
            join = "left join said_of_commits as said on said.commit = whole_answer.commit"
        told = {**_WIDEST, **about}
        found = self._asker.ask(
            "select key, month, sha256(string_agg(digest, '' order by position)) from ("
            f"select {key} as key, {month} as month, sha256({answer}) as digest, position from ("
            f"select key, whole_answer, row_number() over () as position from ({sql}) as whole_answer(key)"
            f") {join}) group by all order by all",
            {name: told[name] for name in asking.names(sql)},
        ).fetchall()
        return list(map(Answer._make, found))


@contextlib.contextmanager
def taking(work_db: Path) -> Iterator[Taking]:
    """Open the work database, with macros that leave values as they are."""
    con = engine.open_readonly(work_db)
    try:
        con.execute(_PLAIN)
        for table, column in coded_columns():
            con.execute(f"create or replace temp macro said_{table}_{column}(v) as v")
        con.execute(f"create or replace temp table said_of_commits as {query_text('commits')}")
        yield Taking(con)
    finally:
        con.close()


def digest(said: Sequence[str]) -> str:
    """Hash some texts together."""
    return hashlib.sha256("\0".join(said).encode()).hexdigest()
