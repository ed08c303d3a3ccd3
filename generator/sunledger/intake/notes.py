"""What is said of the tables of a book, gathered as it is read."""

from __future__ import annotations

from dataclasses import dataclass

from sunledger.intake.grid import Book
from sunledger.intake.layout import Table
from sunledger.intake.sentences import Spot, asked, refused, told
from sunledger.model import Finding


@dataclass
class Notes:
    """Findings of a book, each at its place; questions by what is accepted already."""

    book: Book
    accepted: frozenset[str]
    findings: list[Finding]

    def ask(self, kind: str, spot: Spot, **facts: object) -> None:
        """Ask whether a reading is right."""
        self.findings.append(asked(kind, spot, self.accepted, **facts))

    def refuse(self, rule: str, spot: Spot, **facts: object) -> None:
        """Say what can't be taken."""
        self.findings.append(refused(rule, spot, **facts))

    def tell(self, rule: str, spot: Spot, **facts: object) -> None:
        """Say what was done without asking."""
        self.findings.append(told(rule, spot, **facts))

    def spot(self, table: Table, row: int = 0, column: str = "") -> Spot:
        """Return a place in a table."""
        return Spot(place_of(self.book, table.sheet.label), row, column)


def place_of(book: Book, sheet: str) -> str:
    """Return what messages call a sheet of a book."""
    return f"{book.label}!{sheet}" if sheet else book.label
