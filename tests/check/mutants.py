"""Small mistakes in a query, one at a time: what an example must tell from the query itself.

They are made in the engine's own syntax tree, so that no text is cut by hand: a condition or a branch left
out, a limit moved by its own width. Each is called by the words it changes and, but for a plain condition
left out, by what was done to it.
"""

from __future__ import annotations

import copy
import functools
import json
from collections.abc import Callable, Iterator
from typing import Any

import duckdb

Path = tuple[str | int, ...]
Tree = dict[str, Any]

CLAUSES = ("where_clause", "having", "qualify", "filter", "filter_expr")
FLIPPED = {
    "COMPARE_LESSTHAN": ("COMPARE_LESSTHANOREQUALTO", "<="),
    "COMPARE_LESSTHANOREQUALTO": ("COMPARE_LESSTHAN", "<"),
    "COMPARE_GREATERTHAN": ("COMPARE_GREATERTHANOREQUALTO", ">="),
    "COMPARE_GREATERTHANOREQUALTO": ("COMPARE_GREATERTHAN", ">"),
}


@functools.cache
def _parser() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


@functools.cache
def _parsed(query: str) -> Tree:
    row = _parser().execute("select json_serialize_sql(?::varchar)", [query]).fetchone()
    assert row is not None
    tree: Tree = json.loads(row[0])
    assert not tree["error"], tree
    return tree


def _written(tree: Tree) -> str:
    row = _parser().execute("select json_deserialize_sql(?::json)", [json.dumps(tree)]).fetchone()
    assert row is not None
    return str(row[0])


def _alone(condition: Tree) -> Tree:
    tree = copy.deepcopy(_parsed("select 1 where true"))
    tree["statements"][0]["node"]["where_clause"] = condition
    return tree


def _words(condition: Tree) -> str:
    return _written(_alone(condition)).partition(" WHERE ")[2]


def _constant(value: str) -> Tree:
    constant: Tree = _parsed(f"select 1 where {value}")["statements"][0]["node"]["where_clause"]
    return constant


def _nodes(node: Any, path: Path = ()) -> Iterator[tuple[Path, Tree]]:
    """Walk a tree: every object in it and the path to it, outer before inner."""
    if isinstance(node, dict):
        yield path, node
    parts = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, part in parts:
        yield from _nodes(part, (*path, key))


def _terms(condition: Tree, path: Path, joint: str) -> Iterator[Path]:
    """Give the path of each term of an ``and`` or ``or``, or of the condition if it is neither."""
    if condition["type"] == joint:
        yield from ((*path, "children", number) for number in range(len(condition["children"])))
    else:
        yield path


def conditions(tree: Tree) -> Iterator[Path]:
    """Give the path of each condition of a clause; of joins, if the query says all it says there."""
    clauses = [
        ((*path, clause), node[clause])
        for path, node in _nodes(tree)
        for clause in CLAUSES
        if node.get(clause)
    ]
    if not any(path[-1] == "where_clause" for path, _ in clauses):
        clauses += [
            ((*path, "condition"), node["condition"])
            for path, node in _nodes(tree)
            if node.get("type") == "JOIN" and node.get("condition")
        ]
    for path, clause in clauses:
        yield from _terms(clause, path, "CONJUNCTION_AND")


def branches(tree: Tree) -> Iterator[tuple[Path, str]]:
    """Give the path of each term of an ``or`` and each ``when``, and which of them it is."""
    for path, node in _nodes(tree):
        if node.get("type") == "CONJUNCTION_OR":
            yield from ((place, "or") for place in _terms(node, path, "CONJUNCTION_OR"))
        if node.get("class") == "CASE":
            yield from (
                ((*path, "case_checks", number, "when_expr"), "when")
                for number in range(len(node["case_checks"]))
            )


def _mistakes(tree: Tree) -> Iterator[tuple[Path, Callable[[Tree], Tree], str]]:
    """Give every mistake: where it is made, what becomes of the tree there, how it is called."""
    for path in conditions(tree):
        yield path, lambda _: _constant("true"), "{}"
    for path, kind in branches(tree):
        yield path, lambda _: _constant("false"), f"{kind} {{}}"
    for path, node in _nodes(tree):
        if node.get("class") == "COMPARISON" and node["type"] in FLIPPED:
            kind, sign = FLIPPED[node["type"]]
            yield path, functools.partial(_moved, kind), f"{{}} as {sign}"


def _moved(kind: str, comparison: Tree) -> Tree:
    return {**comparison, "type": kind}


def mutants(query: str) -> dict[str, str]:
    """Return a query with one mistake in it, for each mistake, by the words that name the mistake."""
    tree = _parsed(query)
    found: dict[str, str] = {}
    for path, change, name in _mistakes(tree):
        wrong = copy.deepcopy(tree)
        place: Any = wrong
        for step in path[:-1]:
            place = place[step]
        words = name.format(_words(place[path[-1]]))
        place[path[-1]] = copy.deepcopy(change(place[path[-1]]))
        again = sum(each.partition(" #")[0] == words for each in found)
        found[f"{words} #{again + 1}" if again else words] = _written(wrong)
    return found
