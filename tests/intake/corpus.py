"""What a case of the corpus is, and how it is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sunledger.intake.accounts import Accounts
from sunledger.intake.books import read_books
from sunledger.intake.proposal import Asked
from sunledger.model import Finding, Severity
from tests.intake.files import entry, fields

Cells = dict[str, str]


def new(**cells: str) -> Cells:
    """Return the filled cells of the new entry that most cases hold, in their canonical form."""
    given = {
        "entry_id": "r-8",
        "fund_id": "f-ent",
        "month": "2025-03",
        "basis": "fee",
        "gross": "100.00",
        "cost": "0.00",
    }
    return {name: value for name, value in (given | cells).items() if value}


@dataclass(frozen=True, slots=True)
class Case:
    """A file, and what is made of it: the rows read, what is refused or asked, what is told.

    ``wrong`` are rules and kinds of severity error with their row and column; ``told`` are rules.
    """

    name: str
    file: str
    raw: bytes
    rows: Sequence[Cells] = ()
    wrong: Sequence[str] = ()
    told: Sequence[str] = ()
    accept: frozenset[str] = frozenset()
    dataset: str | None = None
    sheet: str | None = None


def read(case: Case, folder: Path, data: Path) -> tuple[list[Cells], list[str], list[str], list[Finding]]:
    """Read a case's file as an import does; give its rows, what is wrong, what is told, all findings."""
    path = folder / case.file
    path.write_bytes(case.raw)
    findings: list[Finding] = []
    wanted = Asked((path,), case.dataset, case.sheet, case.accept)
    rows = read_books(wanted, Accounts(data), findings, {})
    wrong = [f"{each.rule} {each.line}{each.column and ' ' + each.column}"
             for each in sorted(findings, key=Finding.order) if each.severity is Severity.ERROR]  # fmt: skip
    told = sorted({each.rule for each in findings if each.severity is Severity.NOTICE})
    return [{k: v for k, v in row.cells.items() if v} for row in rows], wrong, told, findings


__all__ = ["Case", "entry", "fields", "new", "read"]
