"""What a query can't have rows without, read off its syntax tree.

The answer is a set of needs that must all be met; each is a set of tables of which one must have a row. It may
leave a need out, and never names one that is none: what is not understood needs nothing.
"""

from __future__ import annotations

import functools
import json
from typing import Any

import duckdb

Needs = frozenset[frozenset[str]]
Tree = dict[str, Any]

NOTHING: Needs = frozenset()
KEPT = {"INNER": "both", "SEMI": "both", "LEFT": "left", "ANTI": "left", "RIGHT": "right"}
"""Which sides of a join must have a row, by its kind."""


def needs(query: str) -> Needs:
    """Return what must have rows for the query to have any."""
    with duckdb.connect() as con:
        row = con.execute("select json_serialize_sql(?::varchar)", [query]).fetchone()
    assert row is not None
    return _node(json.loads(row[0])["statements"][0]["node"], {})


def written(found: Needs) -> str:
    """Write needs as the head of an SQL file does, nothing twice."""
    least = [need for need in found if not any(other < need for other in found)]
    return ", ".join(sorted(" or ".join(sorted(need)) for need in least))


def _node(node: Tree, around: dict[str, Needs]) -> Needs:
    named = dict(around)
    for entry in (node.get("cte_map") or {}).get("map", ()):
        named[entry["key"]] = _node(entry["value"]["query_node"], named)
    match node["type"]:
        case "SELECT_NODE":
            return NOTHING if _always_a_row(node) else _source(node["from_table"], named)
        case "SET_OPERATION_NODE" if node["setop_type"] == "UNION":
            sides = node["children"]
            return functools.reduce(_either, (_node(side, named) for side in sides))
        case "RECURSIVE_CTE_NODE":
            return _node(node["left"], named)
    return NOTHING


def _source(source: Tree, named: dict[str, Needs]) -> Needs:
    match source["type"]:
        case "BASE_TABLE":
            name = source["table_name"]
            return named.get(name, frozenset({frozenset({name})}))
        case "SUBQUERY":
            return _node(source["subquery"]["node"], named)
        case "JOIN":
            kept = KEPT.get(source["join_type"])
            left, right = _source(source["left"], named), _source(source["right"], named)
            return {"both": left | right, "left": left, "right": right}.get(kept or "", NOTHING)
    return NOTHING


def _either(one: Needs, other: Needs) -> Needs:
    return frozenset(a | b for a in one for b in other)


def _always_a_row(select: Tree) -> bool:
    """Tell whether a select may have a row without any to select from: an aggregate over all, or a grand total."""
    if select["group_expressions"]:
        return not all(select["group_sets"])
    if select["aggregate_handling"] == "FORCE_AGGREGATES":  # ``group by all``: each column given is a group
        return not any(each["class"] == "COLUMN_REF" for each in select["select_list"])
    parts = [select["select_list"], select["having"], select["qualify"]]
    return select["aggregate_handling"] != "STANDARD_HANDLING" or bool(_functions(parts) & _aggregates())


def _functions(part: Any) -> set[str]:
    if isinstance(part, list):
        return set().union(*map(_functions, part))
    if not isinstance(part, dict):
        return set()
    own = {part["function_name"]} if part.get("class") == "FUNCTION" else set()
    return own.union(*map(_functions, part.values()))


@functools.cache
def _aggregates() -> frozenset[str]:
    with duckdb.connect() as con:
        rows = con.execute(
            "select distinct function_name from duckdb_functions() where function_type = 'aggregate'"
        ).fetchall()
    return frozenset(name for (name,) in rows)
