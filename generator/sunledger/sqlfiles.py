"""Rules and derived tables as SQL files: a header of facts, one select.

A file opens with comment lines ``-- key: value`` (continued on lines that start with
``--`` and two spaces) and holds one query. ``reads`` names the tables it uses; the order
in which files run follows from it. ``needs`` names those without whose rows it has none.
"""

from __future__ import annotations

import graphlib
import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from sunledger.errors import ProgramFault

_FACT = re.compile(r"^-- (?P<key>[a-z_]+): *(?P<value>.*)$")
_CONTINUED = re.compile(r"^--  +(?P<value>\S.*)$")


@dataclass(frozen=True, slots=True)
class SqlFile:
    """One rule or derived table: its name, its facts and its query."""

    name: str
    facts: dict[str, str]
    query: str

    @property
    def reads(self) -> tuple[str, ...]:
        """Return the names of the tables the query uses."""
        return tuple(name.strip() for name in self.facts.get("reads", "").split(",") if name.strip())

    @property
    def parts(self) -> tuple[str, str] | None:
        """Return by which table and column the query can be worked out part by part, if it can."""
        table, _, key = self.facts.get("parts", "").partition(" by ")
        return (table, key) if key else None

    @property
    def is_a_view_for_rules(self) -> bool:
        """Tell whether a check, where only rules read it, makes a view of it: ``for_rules`` says so."""
        return self.facts.get("for_rules") == "view"

    @property
    def unordered(self) -> str:
        """Return the query without the order of its rows; what stands within it is indented."""
        return self.query.rpartition("\norder by ")[0] or self.query

    def can_have_rows(self, filled: Collection[str]) -> bool:
        """Tell whether the query can have a row, where only the tables ``filled`` have any.

        ``needs`` names what it has none without: each of several, or one of those joined by ``or``.
        """
        needs = [need.split(" or ") for need in self.facts.get("needs", "").split(", ") if need]
        return all(any(name in filled for name in need) for need in needs)


def parse(path: Path) -> SqlFile:
    """Read one SQL file; its name is the file's name without the ending."""
    facts: dict[str, str] = {}
    key = ""
    lines = path.read_text(encoding="utf-8").splitlines()
    body = len(lines)
    for number, line in enumerate(lines):
        fact = _FACT.match(line)
        continued = _CONTINUED.match(line)
        if fact:
            key = fact["key"]
            facts[key] = fact["value"].strip()
        elif continued and key:
            joint = "" if key.endswith("_zh") else " "
            facts[key] += joint + continued["value"].strip()
        else:
            body = number
            break
    query = "\n".join(lines[body:]).strip().rstrip(";")
    if not facts or not query:
        raise ProgramFault(path.name, "header or query missing")
    return SqlFile(path.stem, facts, query)


def load(folder: Path) -> dict[str, SqlFile]:
    """Read all SQL files of a folder, by name."""
    return {path.stem: parse(path) for path in sorted(folder.glob("*.sql"))}


def in_order(files: dict[str, SqlFile]) -> list[SqlFile]:
    """Sort files so that each comes after those it reads; names decide between equals."""
    sorter = graphlib.TopologicalSorter(
        {name: sorted(read for read in file.reads if read in files) for name, file in sorted(files.items())}
    )
    try:
        sorter.prepare()
    except graphlib.CycleError as cycle:
        raise ProgramFault("reads", " -> ".join(cycle.args[1])) from cycle
    ordered: list[SqlFile] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready())
        ordered += [files[name] for name in ready]
        sorter.done(*ready)
    return ordered


def grounds(name: str, files: dict[str, SqlFile]) -> frozenset[str]:
    """Return the tables outside ``files`` that ``name`` rests on, directly or through others."""
    inner = closure({name}, files)
    return frozenset(read for each in inner for read in files[each].reads if read not in files)


def closure(names: frozenset[str] | set[str], files: dict[str, SqlFile]) -> frozenset[str]:
    """Return ``names`` and every file they rest on, directly or through others."""
    found: set[str] = set()
    waiting = sorted(names)
    while waiting:
        current = waiting.pop()
        if current in files and current not in found:
            found.add(current)
            waiting += files[current].reads
    return frozenset(found)
