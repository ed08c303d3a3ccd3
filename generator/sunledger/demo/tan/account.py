"""A bank account's books: income by month, the statement at the month's end, the notice on the board."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from sunledger.demo.book import yuan
from sunledger.demo.ledger import FundLedger, add_months, quarterly_interest
from sunledger.demo.tan.county import County
from sunledger.demo.tan.postings import Calendar


class Income(NamedTuple):
    """One month's income from one source: gross and cost in fen, who paid."""

    basis: str
    category: str | None = None
    gross: int = 0
    cost: int = 0
    project: str | None = None
    payer: str | None = None
    note: str | None = None


@dataclass(eq=False)
class Account:
    """One fund's account: what its clerk writes every month."""

    county: County
    fund: str
    prefix: str
    folder: str
    place: str
    ledger: FundLedger
    _entries: int = 0

    def earn(self, month: str, incomes: list[Income]) -> None:
        """Enter a month's income and the quarter's interest, or a nil return when there was neither."""
        interest = quarterly_interest(self.ledger.closing(add_months(month, -1)), month)
        rows = incomes + ([Income("interest", "interest", interest)] if interest else [])
        for income in rows or [Income("nil", note="本月无收入")]:
            self._enter(month, income)

    def close(self, month: str, calendar: Calendar) -> None:
        """Write the bank's month-end balance and put the month on the notice board."""
        self.county.book.add(
            self.folder,
            "statements",
            fund_id=self.fund,
            month=month,
            closing_balance=yuan(self.ledger.closing(month)),
        )
        calendar.post(self.folder, self.fund, month, f"{self.place}公告栏")

    def _enter(self, month: str, income: Income) -> None:
        self._entries += 1
        self.ledger.receive(month, income.gross - income.cost)
        self.county.book.add(
            self.folder,
            "revenue",
            month[:4],
            entry_id=f"{self.prefix}-r{self._entries:04d}",
            fund_id=self.fund,
            month=month,
            project_id=income.project,
            category=income.category,
            basis=income.basis,
            gross=yuan(income.gross),
            cost=yuan(income.cost),
            payer_id=income.payer,
            note=income.note,
        )
