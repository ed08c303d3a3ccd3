"""Every condition of every rule counts: with one of them left out, some example in the tests comes out otherwise.

The conditions are found in the parsed query (each ``where`` and each term of an ``and`` in it, inner queries
too), so a new rule is covered as soon as its file is there. The examples are the good publisher, the faults
of ``tests/faults`` that the rule finds, the few rows in ``EXAMPLES``, and the demonstration data.
"""

from __future__ import annotations

import copy
import functools
import importlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb

import tests.faults.cases
from sunledger.check import apply_rules, conform, rules
from sunledger.check.rules import owners
from sunledger.derive import derive
from sunledger.engine import Connection
from sunledger.read import read
from sunledger.resources import dataset_names
from tests.faults.cases import Case
from tests.publisher import REVENUE, STATEMENTS, Publisher

Spoil = Callable[[Publisher], None]


def _contract_ended(publisher: Publisher) -> None:
    publisher.replace(
        "lan/contracts.csv", "2024-12-20,2025-01-01,2025-12-31", "2023-12-20,2024-01-01,2024-12-31"
    )
    publisher.append("lan/contracts.csv", [
        {"contract_id": "k-9", "project_id": "p-2", "operator_id": "op-1", "starts_on": "2025-01-01", "ends_on": "2025-12-31"}
    ])  # fmt: skip


def _statements_differ_on(publisher: Publisher) -> None:
    rows = [row for row in publisher.rows(STATEMENTS) if row["fund_id"] == "f-ent"]
    publisher.put(
        STATEMENTS, [{**row, "closing_balance": f"{float(row['closing_balance']) + 1:.2f}"} for row in rows]
    )


def _statements_differ_with_a_gap(publisher: Publisher) -> None:
    _statements_differ_on(publisher)
    publisher.put(STATEMENTS, [row for row in publisher.rows(STATEMENTS) if row["month"] != "2025-02"])


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
    "statements_agree_with_the_ledger": [_statements_differ_on, _statements_differ_with_a_gap],
}  # fmt: skip
"""By rule, changes to the good publisher that bring out a condition no fault needs."""

UNNOTICED: dict[str, dict[str, str]] = {
    "schemes_divide_the_whole": {
        "(valid_to IS NOT NULL)": "the day after no last day is no day, and is compared with nothing"
    },
}
"""By rule, conditions that change nothing for any data, and why they stand."""

WITHOUT_EXAMPLE: dict[str, list[str]] = {
    "areas_are_plausible": ["(area_m2 IS NOT NULL)"],
    "areas_follow_the_latest_measurement": ["(area_m2 IS NOT NULL)"],
    "assembly_votes_reach_their_majority": ["(outcome = 'approved')", "(funds.resolution_id = decisions.matter_id)"],
    "charity_accounts_are_kept_by_a_charity": ["(account_kind = 'own')"],
    "claims_of_one_measure_share_a_date": ["(measure IS NOT NULL)", "(as_of IS NOT NULL)"],
    "corrections_lead_to_the_present_value": ["(wrong IS NULL)", '("after" IS NULL)'],
    "counts_are_whole_numbers": ["(kind = 'count')"],
    "decisions_name_a_known_step": ["EXISTS(SELECT 1 FROM steps WHERE (steps.county_id = lineage.county_id))", "(steps.county_id = lineage.county_id)"],
    "funds_are_never_overdrawn": ['("before" >= 0)'],
    "gifts_in_kind_say_how_they_were_valued": ["(gross != 0)"],
    "goods_given_were_received": ["(running.in_kind_given > 0)"],
    "major_owners_matters_pass_the_assembly": ["(funds.kind = 'owners')", "(decisions.matter_id = matters.matter_id)"],
    "nothing_is_dated_after_the_as_of_day": ["counties.as_of_given"],
    "notices_stay_up_long_enough": ["(posted_until >= posted_on)"],
    "partners_are_independent_of_the_keeper": ["(payee_id IS NOT NULL)", "(projects.operator_id IS NOT NULL)"],
    "parts_stay_within_their_whole": ["(ratios.kind = 'ratio')"],
    "payments_name_a_matter_where_steps_are_due": ["(purpose != 'bank')", "(disbursements.amount >= COALESCE(tiers.at_least, 0))", "((tiers.below IS NULL) OR (disbursements.amount < tiers.below))"],
    "payments_stay_within_their_bucket": ["(change < 0)", "(NOT COALESCE(in_kind, false))"],
    "percentages_divide_like_by_like": ["(ratios.kind = 'ratio')"],
    "rents_received_have_fallen_due": ["(kind = 'base_rent')", "(received > due)", "(ahead > 0)"],
    "resolutions_are_votes_of_the_assembly": ["(decisions.matter_id = funds.resolution_id)", "(outcome = 'approved')"],
    "shares_follow_their_contract": ["(received != 0)", "(turnovers.\"year\" = (CAST(\"left\"(due_month, 4) AS INTEGER) - CASE  WHEN ((\"right\"(due_month, 2) = '01')) THEN (1) ELSE 0 END))"],
    "space_events_follow_one_another": ["(NOT (space_events.\"event\" IN ('merged', 'retired')))"],
    "vacant_spaces_are_not_let": ["(projects.status = 'running')"],
}  # fmt: skip
"""By rule, conditions that no example shows yet: to be struck out as examples come, never added to."""


@functools.cache
def _parser() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


@functools.cache
def _parsed(query: str) -> dict[str, Any]:
    row = _parser().execute("select json_serialize_sql(?::varchar)", [query]).fetchone()
    assert row is not None
    tree: dict[str, Any] = json.loads(row[0])
    assert not tree["error"], tree
    return tree


def _written(tree: dict[str, Any]) -> str:
    row = _parser().execute("select json_deserialize_sql(?::json)", [json.dumps(tree)]).fetchone()
    assert row is not None
    return str(row[0])


def _conditions(node: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Give the path of each condition: a whole ``where``, or the terms of the ``and`` it is."""
    if isinstance(node, dict):
        where = node.get("where_clause")
        if where and where["type"] == "CONJUNCTION_AND":
            yield from (
                (*path, "where_clause", "children", number) for number in range(len(where["children"]))
            )
        elif where:
            yield (*path, "where_clause")
    for key, part in (
        node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    ):
        yield from _conditions(part, (*path, key))


def _joints(node: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Give the path of each term of a join's ``on``, for rules that say all they say there."""
    if isinstance(node, dict) and node.get("type") == "JOIN" and node.get("condition"):
        if node["condition"]["type"] == "CONJUNCTION_AND":
            yield from (
                (*path, "condition", "children", number)
                for number in range(len(node["condition"]["children"]))
            )
        else:
            yield (*path, "condition")
    for key, part in (
        node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    ):
        yield from _joints(part, (*path, key))


def weakened(query: str) -> Iterator[tuple[str, str]]:
    """Give a query with each of its conditions left out in turn, and the condition's own words."""
    tree = _parsed(query)
    for path in list(_conditions(tree)) or _joints(tree):
        weaker = copy.deepcopy(tree)
        place: Any = weaker
        for step in path[:-1]:
            place = place[step]
        alone = copy.deepcopy(_parsed("select 1 where true"))
        condition, place[path[-1]] = place[path[-1]], alone["statements"][0]["node"]["where_clause"]
        alone["statements"][0]["node"]["where_clause"] = condition
        yield _written(alone).partition(" WHERE ")[2], _written(weaker)


def _cases() -> list[Case]:
    """Return every case of ``tests/faults``, whatever list it stands in."""
    found = []
    for path in sorted(Path(tests.faults.cases.__file__).parent.glob("cases*.py")):
        module = importlib.import_module(f"tests.faults.{path.stem}")
        lists = [value for value in vars(module).values() if isinstance(value, list)]
        found += [case for each in lists for case in each if isinstance(case, Case)]
    return list({case.name: case for case in found}.values())


def _examples() -> Iterator[tuple[set[str], Spoil | None]]:
    """Give every example with the rules it may tell something of, the likeliest first."""
    every = set(rules())
    yield every, None
    for name, spoils in EXAMPLES.items():
        yield from (({name}, spoil) for spoil in spoils)
    named = [({place[0] for place in case.findings} & every, case.spoil) for case in _cases()]
    yield from ((found, spoil) for found, spoil in named if found)
    yield from ((every, case.spoil) for case in _cases() if not case.findings)


def _found(con: Connection, query: str) -> list[tuple[Any, ...]] | None:
    """Return the breaches a query finds, or nothing if a table it reads is not there."""
    try:
        return con.execute(f"select file, line, column_name from ({query}) order by all").fetchall()
    except duckdb.CatalogException:  # the dataset itself is in error, and the rule does not apply
        return None


def _unnoticed(con: Connection, name: str, weaker: dict[str, str]) -> dict[str, str]:
    """Return the weaker forms of a rule that find what the rule finds."""
    before = _found(con, rules()[name].query)
    return {words: each for words, each in weaker.items() if before is None or _found(con, each) == before}


def test_every_condition_of_every_rule_is_noticed(project_root: Path, tmp_path: Path) -> None:
    """Leaving out any one condition of any rule changes what the rule finds in some example."""
    left = {
        name: {words: each for words, each in weakened(rule.query) if words not in _excused(name)}
        for name, rule in rules().items()
    }
    for number, (names, spoil) in enumerate(_examples()):
        if any(left[name] for name in names):
            publisher = Publisher.small(tmp_path / str(number))
            if spoil:
                spoil(publisher)
            _weed(publisher, tmp_path / f"{number}-scratch", left, names)
    _weed(Publisher(project_root), tmp_path / "scratch", left, set(left))
    assert {name: list(weaker) for name, weaker in left.items() if weaker} == {}


def _excused(name: str) -> set[str]:
    return {*UNNOTICED.get(name, {}), *WITHOUT_EXAMPLE.get(name, [])}


def _weed(publisher: Publisher, scratch: Path, left: dict[str, dict[str, str]], names: set[str]) -> None:
    """Strike out the weaker forms that are noticed in a publisher: read, and derived as far as need be."""
    scratch.mkdir()
    reading = read(publisher.data, scratch)
    checked = conform(reading)
    waiting = sorted(name for name in names if left[name])
    wanted = frozenset(read for name in waiting for read in (*rules()[name].reads, *owners().reads))
    made = derive(reading, checked.unclean, wanted)
    if made:
        apply_rules(reading.con, checked, (frozenset(dataset_names()) - checked.unclean) | made)
    for name in waiting:
        left[name] = _unnoticed(reading.con, name, left[name])
    reading.con.close()


def test_conditions_are_left_out_one_at_a_time() -> None:
    """The weaker queries of a small one are exactly what they should be."""
    query = "select a from t where a > 1 and b in (select b from u where c is null) and (d or e)"
    assert [words for words, _ in weakened(query)] == [
        "(a > 1)",
        "(b = ANY(SELECT b FROM u WHERE (c IS NULL)))",
        "(d OR e)",
        "(c IS NULL)",
    ]
    assert [each.count("true") for _, each in weakened(query)] == [1, 1, 1, 1]


def test_excuses_are_for_conditions_that_stand() -> None:
    """Every excused condition and every example is of a rule that has it."""
    stands = {name: {words for words, _ in weakened(rule.query)} for name, rule in rules().items()}
    for name, words in stands.items():
        assert _excused(name) <= words, name
        assert words - _excused(name) or name in UNNOTICED, f"nothing of {name} is shown"
    assert EXAMPLES.keys() <= rules().keys()
