"""What an import would change: rows found, matched with what stands, given their place.

Nothing is written here. The same files in any order give the same proposal.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from sunledger.intake.accounts import Accounts
from sunledger.intake.books import Columns, read_books
from sunledger.intake.errors import DatasetUnknown, ReadingUnknown
from sunledger.intake.matching import match
from sunledger.intake.merge import Merged
from sunledger.intake.sentences import ASKED, ERASE, Spot, refused
from sunledger.intake.unreadable import Unreadable
from sunledger.model import Finding, Severity
from sunledger.resources import dataset_names


@dataclass(frozen=True, slots=True)
class Asked:
    """What an import is asked to do: which files, as what, and which doubtful readings are accepted."""

    files: tuple[Path, ...]
    dataset: str | None = None
    sheet: str | None = None
    accepted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would change, and what is to be said of the reading."""

    findings: tuple[Finding, ...]
    merged: tuple[Merged, ...] = ()
    files: int = 0
    rows: int = 0
    columns: Columns = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Tell whether nothing is refused and no question open."""
        return not any(each.severity is Severity.ERROR for each in self.findings)

    @property
    def changes(self) -> tuple[Merged, ...]:
        """Return the files that would change."""
        return tuple(each for each in self.merged if each.added or each.changed)

    @property
    def open_questions(self) -> dict[str, list[Finding]]:
        """Return the doubtful readings that are not accepted yet, by kind."""
        found: dict[str, list[Finding]] = {}
        for each in self.findings:
            if each.severity is Severity.ERROR and each.rule in ASKED:
                found.setdefault(each.rule, []).append(each)
        return found

    @property
    def refusals(self) -> bool:
        """Tell whether something is refused that no answer helps."""
        return any(each.severity is Severity.ERROR and each.rule not in ASKED for each in self.findings)


def propose(data: Path, wanted: Asked) -> Proposal:
    """Read files and say what they would change in the accounts below ``data``.

    Raises an error of :mod:`sunledger.intake.errors` for a dataset, reading or sheet that there is not.
    """
    if wanted.dataset and wanted.dataset not in dataset_names():
        raise DatasetUnknown(dataset_names())
    if wanted.accepted - {*ASKED, ERASE}:
        raise ReadingUnknown
    findings: list[Finding] = []
    columns: Columns = {}
    accounts = Accounts(data)
    try:
        rows = read_books(wanted, accounts, findings, columns)
        broken = frozenset(
            (each.file, each.line)
            for each in findings
            if each.severity is Severity.ERROR and each.rule not in ASKED
        )
        merged = match(accounts, wanted.accepted, findings, rows, broken)
        if broken:
            merged = ()
    except Unreadable as cause:
        findings.append(refused(cause.rule, Spot(str(cause.facts["found"])), **cause.facts))
        rows, merged = [], ()
    ordered = tuple(sorted(set(findings), key=Finding.order))
    return Proposal(ordered, merged, len(wanted.files), len(rows), columns)
