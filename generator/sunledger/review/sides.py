"""The two states that are compared, each read, checked and derived once, side by side in one database."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sunledger import pipeline
from sunledger.engine import Connection, connect, literal
from sunledger.model import Finding, Progress, Report, quiet
from sunledger.resources import dataset_names

FIGURES = frozenset({"fund_months", "bucket_balances"})
"""The derived tables that figures are taken from; none is worked out here."""


@dataclass(frozen=True, slots=True)
class State:
    """One side: where it came from, what was found, whether figures stand in its database."""

    commit: str | None
    report: Report
    figures: bool
    unheld: frozenset[str]
    """Rules that its errors kept from being held: it is not known what they would have found."""


@contextlib.contextmanager
def opened(
    data: Path, base: str, head: str | None, scratch: Path, progress: Progress = quiet
) -> Iterator[tuple[Connection, State, State]]:
    """Open both sides as ``base`` and ``head`` of one connection; ``scratch`` is an empty folder.

    Each is a folder of accounts or a revision of what git keeps of ``data``; no ``head`` means the files
    as they stand. The connection can reach nothing beyond ``scratch``.
    """
    before = _state(data, base, scratch / "base", progress)
    after = _state(data, head, scratch / "head", progress)
    con = connect(scratch)
    try:
        for name in ("base", "head"):
            con.execute(f"attach {literal(str(scratch / name / 'work.duckdb'))} as {name} (read_only)")
        yield con, before, after
    finally:
        con.close()


def _state(data: Path, named: str | None, scratch: Path, progress: Progress) -> State:
    folder, commit = data if named is None else Path(named), None
    scratch.mkdir()
    if named is not None and not folder.is_dir():
        folder = scratch / data.absolute().name
        folder.mkdir()
        commit = pipeline.take_out(data, named, folder)
    report, made, unheld = pipeline.lay_open(folder, scratch / "work.duckdb", FIGURES, progress=progress)
    if not any(folder.iterdir()):
        # Nothing was published before: that is no fault, and whatever is found now is new.
        report, unheld = Report((), 0, 0, report.seconds), frozenset()
    return State(commit, report, made >= FIGURES, unheld)


def datasets(con: Connection) -> Iterator[str]:
    """Name the datasets that stand on both sides."""
    for name in dataset_names():
        if all(has(con, side, "data", name) for side in ("base", "head")):
            yield name


def has(con: Connection, side: str, schema: str, table: str) -> bool:
    """Tell whether a side has a table."""
    found = con.execute(
        "select 1 from duckdb_tables() where database_name = ? and schema_name = ? and table_name = ?",
        [side, schema, table],
    ).fetchone()
    return found is not None


def only_in(these: State, those: State) -> list[Finding]:
    """Return the findings of the first that the second lacks, wherever in the file they stand.

    A line that only moved is no news; of several alike, as many are returned as there are more. Of a rule
    that errors of the second kept from being held nothing is said.
    """
    left: dict[tuple[str, ...], int] = {}
    for found in those.report.findings:
        left[_alike(found)] = left.get(_alike(found), 0) + 1
    new = []
    for found in these.report.findings:
        key = _alike(found)
        if left.get(key):
            left[key] -= 1
        elif found.rule not in those.unheld:
            new.append(found)
    return new


def _alike(found: Finding) -> tuple[str, ...]:
    file = found.file.partition("/")[2]
    return (found.rule, found.severity, file, found.column, found.message_en)
