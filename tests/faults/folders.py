"""The folders of faults, read: what is wrong, how it shows in the small publisher, exactly what is found.

``NN-slug/fault.toml`` is line NN of the table of faults in the domain's reference; ``more-slug/fault.toml``
holds cases of rules that stand in no line of it. ``README.md`` says how to write one.
"""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.faults import changes
from tests.publisher import Publisher

HERE = Path(__file__).parent

Place = tuple[str, str, int, str]
"""Rule, file, line, column."""

_FINDING = re.compile(r"(?P<rule>[a-z0-9_]+) (?P<file>.+?)(?::(?P<line>[0-9]+))?(?: \[(?P<column>.*)\])?")
_SEVERITIES = ("errors", "warnings", "notices")


@dataclass(frozen=True, slots=True)
class Case:
    """One change of the small publisher and its findings by severity; none where it must be borne.

    ``says`` are words that English messages or remedies must hold; ``mends`` the beginning of the remedy
    of each error, in order, where values of one column are tried.
    """

    fault: str
    name: str
    change: tuple[changes.Change, ...]
    errors: tuple[Place, ...]
    warnings: tuple[Place, ...]
    notices: tuple[Place, ...]
    says: tuple[str, ...]
    mends: tuple[str, ...]
    reconcile: bool

    @property
    def findings(self) -> tuple[Place, ...]:
        """Return the places of all findings, whatever their severity."""
        return (*self.errors, *self.warnings, *self.notices)

    @property
    def letter(self) -> str:
        """Return what is expected: ``E`` refused, ``W`` published with a remark, nothing if borne."""
        return "E" if self.errors else "W" if self.findings else ""

    def spoil(self, publisher: Publisher) -> None:
        """Bring the fault into a publisher."""
        for change in self.change:
            changes.apply(change, publisher, HERE / self.fault)

    def __str__(self) -> str:
        return f"{self.fault}: {self.name}"


@dataclass(frozen=True, slots=True)
class Fault:
    """A folder: its line of the table (0 for none), what is expected of it, its cases and other tests."""

    folder: str
    number: int
    expected: str
    fault_zh: str
    fault_en: str
    shown_by: tuple[str, ...]
    cases: tuple[Case, ...]


@functools.cache
def faults() -> tuple[Fault, ...]:
    """Read every folder, in name order."""
    return tuple(_fault(path) for path in sorted(HERE.glob("*/fault.toml")))


def cases() -> list[Case]:
    """Return the cases of all folders."""
    return [case for fault in faults() for case in fault.cases]


def _fault(path: Path) -> Fault:
    body = tomllib.loads(path.read_text(encoding="utf-8"))
    folder = path.parent.name
    given = body.pop("given", {})
    found = [_case(folder, case, given) for case in body.pop("case", ())]
    found += [_cells(folder, cells) for cells in body.pop("cells", ())]
    shown_by = tuple(body.pop("shown_by", ()))
    return Fault(folder, body.pop("number", 0), shown_by=shown_by, cases=tuple(found), **body)


def _case(folder: str, body: dict[str, Any], given: dict[str, list[changes.Change]]) -> Case:
    change = tuple(made for each in body.pop("change") for made in given.get(each.get("given", ""), [each]))
    errors, warnings, notices = (tuple(map(_place, body.pop(severity, ()))) for severity in _SEVERITIES)
    name, says, reconcile = body.pop("name"), tuple(body.pop("says", ())), body.pop("reconcile", False)
    assert not body, f"{folder}: {name}: unknown keys {sorted(body)}"
    return Case(folder, name, change, errors, warnings, notices, says, (), reconcile)


def _cells(folder: str, body: dict[str, Any]) -> Case:
    """Make one case of many bad values of a column: each stands in a row of its own and gives one error."""
    file, column, row = body["file"], body["column"], body["row"]
    key = next(iter(row))
    values = [(str(value), rule, mend) for rule, tried in body["values"].items() for value, mend in tried]
    rows = [
        {**row, key: f"{row[key]}-{number}", column: value} for number, (value, _, _) in enumerate(values)
    ]
    places = [
        (rule, f"data/{file}", body["line"] + number, column) for number, (_, rule, _) in enumerate(values)
    ]
    change = {"add": file, "rows": rows}
    mends = tuple(mend for _, _, mend in values)
    return Case(folder, body["name"], (change,), tuple(places), (), (), (), mends, reconcile=False)


def _place(text: str) -> Place:
    """Read a finding as the text report prints its place: ``rule file:line [column]``."""
    parts = _FINDING.fullmatch(text)
    assert parts, text
    return parts["rule"], parts["file"], int(parts["line"] or 0), parts["column"] or ""
