"""Every condition of every rule counts: with one of them left out, some example in the tests comes out otherwise.

The conditions are found in the parsed query (each ``where`` and each term of an ``and`` in it, inner queries
too), so a new rule is covered as soon as its file is there. The examples are the good publisher, the faults
of ``tests/faults`` that the rule finds, and the few rows in ``EXAMPLES``.
"""

from __future__ import annotations

import copy
import functools
import json
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from sunledger.check import apply_rules, conform, rules
from sunledger.derive import derive
from sunledger.engine import Connection
from sunledger.read import read
from sunledger.resources import dataset_names
from tests.faults.cases import CASES
from tests.publisher import REVENUE, STATEMENTS, Publisher

Spoil = Callable[[Publisher], None]



def _contract_ended(publisher: Publisher) -> None:
    publisher.replace("lan/contracts.csv", "2024-12-20,2025-01-01,2025-12-31", "2023-12-20,2024-01-01,2024-12-31")
    publisher.append("lan/contracts.csv", [
        {"contract_id": "k-9", "project_id": "p-2", "operator_id": "op-1", "starts_on": "2025-01-01", "ends_on": "2025-12-31"}
    ])  # fmt: skip


def _statements_differ_on(publisher: Publisher) -> None:
    rows = [row for row in publisher.rows(STATEMENTS) if row["fund_id"] == "f-ent"]
    publisher.put(STATEMENTS, [{**row, "closing_balance": f"{float(row['closing_balance']) + 1:.2f}"} for row in rows])


EXAMPLES: dict[str, list[Spoil]] = {
    "claims_name_a_known_measure": [lambda publisher: publisher.append("lan/claims.csv", [
        {"claim_id": "cl-9", "community_id": "lan", "statement": "人人满意", "value": "1", "unit": "个", "qualifier": "over",
         "source": "报纸", "scope": "没有对照"},
    ])],
    "every_month_has_an_entry": [lambda publisher: publisher.append("wu/funds.csv", [
        {"fund_id": "f-wu-2", "community_id": "wu", "kind": "owners", "name": "公共收益", "account_kind": "own",
         "opened_on": "2025-01-01", "opening_balance": "0"},
    ]), lambda publisher: publisher.append("lan/funds.csv", [
        {"fund_id": "f-gov", "community_id": "lan", "kind": "governance", "name": "治理基金", "account_kind": "own",
         "opened_on": "2025-01-01", "opening_balance": "0"},
    ])],
    "revenue_falls_in_a_contract": [_contract_ended, lambda publisher: publisher.append(REVENUE, [
        {"entry_id": "r-90", "fund_id": "f-a", "month": "2025-01", "project_id": "p-2", "basis": "base_rent", "gross": "1", "cost": "0"},
    ])],
    "schemes_divide_the_whole": [lambda publisher: publisher.append("lan/schemes.csv", [
        {"scheme_id": "s-old", "bucket": "all", "name": "全部", "percent": "100", "base": "net_income", "position": "1",
         "valid_from": "2024-01-01", "valid_to": "2024-06-30", "authority": "旧办法"},
    ])],
    "statements_agree_with_the_ledger": [_statements_differ_on, lambda publisher: (
        _statements_differ_on(publisher),
        publisher.put(STATEMENTS, [row for row in publisher.rows(STATEMENTS) if row["month"] != "2025-02"]),
    )[0]],
}  # fmt: skip
"""By rule, changes to the good publisher that bring out a condition no fault needs."""

UNNOTICED: dict[str, dict[str, str]] = {
    "schemes_divide_the_whole": {"(valid_to IS NOT NULL)": "the day after no last day is no day, and is compared with nothing"},
}
"""By rule, conditions that change nothing for any data, and why they stand."""


@functools.cache
def _true() -> dict[str, Any]:
    return _parsed("select 1 where true")["statements"][0]["node"]["where_clause"]


def _parsed(query: str) -> dict[str, Any]:
    with duckdb.connect() as con:
        row = con.execute("select json_serialize_sql(?::varchar)", [query]).fetchone()
    assert row is not None
    tree: dict[str, Any] = json.loads(row[0])
    assert not tree["error"], tree
    return tree


def _written(tree: dict[str, Any]) -> str:
    with duckdb.connect() as con:
        row = con.execute("select json_deserialize_sql(?::json)", [json.dumps(tree)]).fetchone()
    assert row is not None
    return str(row[0])


def _conditions(node: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Give the path of each condition: a whole ``where``, or the terms of the ``and`` it is."""
    if isinstance(node, dict):
        where = node.get("where_clause")
        if where and where["type"] == "CONJUNCTION_AND":
            yield from ((*path, "where_clause", "children", number) for number in range(len(where["children"])))
        elif where:
            yield (*path, "where_clause")
    for key, part in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        yield from _conditions(part, (*path, key))


def weakened(query: str) -> Iterator[tuple[str, str]]:
    """Give a query with each of its conditions left out in turn, and the condition's own words."""
    tree = _parsed(query)
    for path in _conditions(tree):
        weaker = copy.deepcopy(tree)
        place: Any = weaker
        for step in path[:-1]:
            place = place[step]
        condition, place[path[-1]] = place[path[-1]], _true()
        alone = copy.deepcopy(_parsed("select 1 where true"))
        alone["statements"][0]["node"]["where_clause"] = condition
        yield _written(alone).partition(" WHERE ")[2], _written(weaker)


def _judged(publisher: Publisher, scratch: Path) -> Connection:
    """Read, check and derive a publisher, with everything a rule may read."""
    scratch.mkdir()
    reading = read(publisher.data, scratch)
    checked = conform(reading)
    made = derive(reading, checked.unclean)
    apply_rules(reading.con, checked, (frozenset(dataset_names()) - checked.unclean) | made)
    return reading.con


@functools.cache
def _good() -> Connection:
    folder = Path(tempfile.mkdtemp())
    return _judged(Publisher.small(folder), folder / "scratch")


def _found(con: Connection, query: str) -> list[tuple[Any, ...]] | None:
    """Return the breaches a query finds, or nothing if a table it reads is not there."""
    try:
        return con.execute(f"select file, line, column_name from ({query}) order by all").fetchall()
    except duckdb.CatalogException:
        return None


@pytest.mark.parametrize("name", rules())
def test_every_condition_of_a_rule_is_noticed(name: str, tmp_path: Path) -> None:
    """Leaving out any one condition changes what the rule finds in some example."""
    query = rules()[name].query
    excused = UNNOTICED.get(name, {})
    weaker = [(words, each) for words, each in weakened(query) if words not in excused]
    assert weaker or excused, "the rule has no condition"
    spoils = [*EXAMPLES.get(name, []), *(case.spoil for case in CASES if any(place[0] == name for place in case.findings))]
    for number, spoil in enumerate([None, *spoils]):
        con = _good()
        if spoil:
            publisher = Publisher.small(tmp_path / str(number))
            spoil(publisher)
            con = _judged(publisher, tmp_path / f"{number}-scratch")
        before = _found(con, query)
        weaker = [(words, each) for words, each in weaker if before is None or _found(con, each) == before]
        if spoil:
            con.close()
        if not weaker:
            break
    assert [words for words, _ in weaker] == []


def test_conditions_are_left_out_one_at_a_time() -> None:
    """The weaker queries of a small one are exactly what they should be."""
    query = "select a from t where a > 1 and b in (select b from u where c is null) and (d or e)"
    assert [words for words, _ in weakened(query)] == ["(a > 1)", "(b = ANY(SELECT b FROM u WHERE (c IS NULL)))", "(d OR e)", "(c IS NULL)"]
    assert [each.count("true") for _, each in weakened(query)] == [1, 1, 1, 1]


def test_excuses_are_for_conditions_that_stand() -> None:
    """Every excused condition and every example is of a rule that has it."""
    for name, excused in UNNOTICED.items():
        assert excused.keys() <= {words for words, _ in weakened(rules()[name].query)}
    assert EXAMPLES.keys() <= rules().keys()
