"""Every condition, branch and limit of every rule counts: get one of them wrong, and some example comes out otherwise.

The mistakes are made in the parsed query (see ``mutants``), so a new rule is covered as soon as its file is
there. The examples are the good publisher, the faults of ``tests/faults`` that the rule finds, the changes in
``EXAMPLES``, and the demonstration data. An example notices a mistake when any finding is another or says
anything else.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from sunledger.check import conform, rules
from sunledger.check.rules import prepare
from sunledger.derive import derive
from sunledger.engine import Connection
from sunledger.read import read
from sunledger.resources import dataset_names
from tests.check.changes import Spoil
from tests.check.examples import EXAMPLES
from tests.check.examples_given import GIVEN
from tests.check.mutants import mutants
from tests.faults.folders import cases
from tests.publisher import Publisher

UNNOTICED: dict[str, dict[str, str]] = {
    "payments_stay_within_their_bucket": {
        "(change <= 0) as <": "what moves nothing changes no sum, wherever in its day it stands, and is not told itself",
    },
    "schemes_divide_the_whole": {
        "(valid_to IS NOT NULL)": "the day after no last day is no day, and is compared with nothing",
    },
}
"""By rule, mistakes that change nothing for any data, and why the words stand."""


def _examples() -> Iterator[tuple[set[str], Spoil | None]]:
    """Give every example with the rules it may tell something of, the likeliest first."""
    every = set(rules())
    yield every, None
    for name, spoils in (*EXAMPLES.items(), *GIVEN.items()):
        yield from (({name}, spoil) for spoil in spoils)
    named = [({place[0] for place in case.findings} & every, case.spoil) for case in cases()]
    yield from ((found, spoil) for found, spoil in named if found)
    yield from ((every, case.spoil) for case in cases() if not case.findings)


def _found(con: Connection, query: str) -> list[tuple[Any, ...]] | str | None:
    """Return what a query finds, the kind of error it ends in, or nothing if a table it reads is not there."""
    try:
        return con.execute(f"select * from ({query}) order by all").fetchall()
    except duckdb.CatalogException:  # the dataset itself is in error, and the rule does not apply
        return None
    except duckdb.Error as error:
        return type(error).__name__


def _unnoticed(con: Connection, name: str, wrong: dict[str, str]) -> dict[str, str]:
    """Return the mistaken forms of a rule that find what the rule finds."""
    before = _found(con, rules()[name].query)
    assert not isinstance(before, str), name
    return {words: each for words, each in wrong.items() if before is None or _found(con, each) == before}


def test_every_mistake_in_a_rule_is_noticed(project_root: Path, tmp_path: Path) -> None:
    """Any one condition or branch left out of any rule, any one limit moved, changes what some example finds."""
    left = {
        name: {
            words: each for words, each in mutants(rule.query).items() if words not in UNNOTICED.get(name, {})
        }
        for name, rule in rules().items()
    }
    for number, (names, spoil) in enumerate(_examples()):
        if any(left[name] for name in names):
            publisher = Publisher.small(tmp_path / str(number))
            if spoil:
                spoil(publisher)
            clean = _weed(publisher, tmp_path / f"{number}-scratch", left, names)
            assert clean or spoil not in EXAMPLES.get(min(names), []), names
    if any(left.values()):
        _weed(Publisher(project_root), tmp_path / "scratch", left, set(left))
    assert {name: list(wrong) for name, wrong in left.items() if wrong} == {}


def _weed(publisher: Publisher, scratch: Path, left: dict[str, dict[str, str]], names: set[str]) -> bool:
    """Strike out the mistaken forms that are noticed in a publisher, and tell whether its every cell is in order."""
    scratch.mkdir()
    reading = read(publisher.data, scratch)
    checked = conform(reading)
    waiting = sorted(name for name in names if left[name])
    wanted = frozenset(read for name in waiting for read in (*rules()[name].reads, "lineage"))
    made = derive(reading, checked.unclean, wanted)
    if made:
        prepare(reading.con, (frozenset(dataset_names()) - checked.unclean) | made)
        _work_out(reading.con)
    for name in waiting:
        left[name] = _unnoticed(reading.con, name, left[name])
    reading.con.close()
    return not checked.unclean


def _work_out(con: Connection) -> None:
    """Put tables in the place of views that rules read, since many queries read them here."""
    for schema, name in con.execute(
        "select schema_name, view_name from duckdb_views() where not internal and schema_name <> 'open'"
    ).fetchall():
        con.execute(f"create temp table worked_out as from {schema}.{name}")
        con.execute(f"drop view {schema}.{name}")
        con.execute(f"create table {schema}.{name} as from worked_out")
        con.execute("drop table worked_out")


def test_mistakes_are_made_one_at_a_time() -> None:
    """The mistaken forms of a small query are exactly what they should be."""
    query = """
        select case when a > 0 then 'x' else 'y' end as a, count(*) filter (b) as n
        from t
        where a > 1 and b in (select b from u where c is null) and (d or e)
        group by a
        having a <= 2
        order by a
    """
    found = mutants(query)
    assert sorted(found) == [
        "(a <= 2)",
        "(a <= 2) as <",
        "(a > 0) as >=",
        "(a > 1)",
        "(a > 1) as >=",
        "(b = ANY(SELECT b FROM u WHERE (c IS NULL)))",
        "(c IS NULL)",
        "(d OR e)",
        "b",
        "or d",
        "or e",
        "when (a > 0)",
    ]
    assert len(set(found.values())) == len(found)


def test_excuses_are_for_mistakes_that_can_be_made() -> None:
    """Every excused mistake and every example is of a rule that has it."""
    stands = {name: mutants(rule.query).keys() for name, rule in rules().items()}
    for name, words in stands.items():
        assert UNNOTICED.get(name, {}).keys() <= words, name
        assert words - UNNOTICED.get(name, {}).keys() or name in UNNOTICED, f"nothing of {name} is shown"
    assert EXAMPLES.keys() | UNNOTICED.keys() <= rules().keys()
