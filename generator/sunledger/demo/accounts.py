"""The books of a county's funds while a recipe writes them: rows and running balances in one step.

Each entry goes to the CSV of the folder its fund belongs to and to the fund's ``FundLedger``, so what
a recipe may still spend is always known. Statements come last, from the same ledgers: an own account's
statement is its closing plus the closings of its sub-ledgers.
"""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from dataclasses import dataclass, field

from sunledger.demo.book import Book, yuan
from sunledger.demo.ledger import FundLedger, add_months, day, half_up, month_of, months
from sunledger.demo.names import Name


@dataclass(frozen=True)
class Fund:
    """A fund as the registry describes it; ``folder`` is where its clerk's files lie."""

    fund_id: str
    folder: str
    community_id: str
    kind: str
    name: Name
    opened: str
    parent_id: str | None = None


def weekday(rng: random.Random, month: str, first: int, last: int) -> dt.date:
    """Draw a working day (Monday to Friday) of a month between two day numbers."""
    days = [day(month, number) for number in range(first, last + 1)]
    return rng.choice([on for on in days if on.weekday() < 5])


@dataclass
class Accounts:
    """The funds of one county, their ledgers, and the rows written for them.

    ``entries`` lists money received as (entry, fund, month, gross in fen), ``payments`` those as
    (fund, day, purpose, payment).
    """

    book: Book
    county: str
    last_month: str
    as_of: dt.date
    funds: dict[str, Fund] = field(default_factory=dict)
    ledgers: dict[str, FundLedger] = field(default_factory=dict)
    entries: list[tuple[str, str, str, int]] = field(default_factory=list)
    payments: list[tuple[str, dt.date, str, str]] = field(default_factory=list)
    _count: Counter[str] = field(default_factory=Counter)
    _months: set[tuple[str, str]] = field(default_factory=set)
    _income: Counter[str] = field(default_factory=Counter)

    def number(self, letter: str) -> str:
        """Return the next id of a series, like ``shu-r00042``."""
        self._count[letter] += 1
        return f"{self.county}-{letter}{self._count[letter]:05d}"

    def open(
        self,
        fund: Fund,
        *,
        custodian_id: str | None,
        opening: int = 0,
        committee_size: int | None = None,
        resolution_id: str | None = None,
    ) -> None:
        """Add a fund; with a parent it is a sub-ledger, without one it has its own account."""
        self.funds[fund.fund_id] = fund
        self.ledgers[fund.fund_id] = FundLedger(fund.opened, opening)
        self.book.add(
            self.county,
            "funds",
            fund_id=fund.fund_id,
            community_id=fund.community_id,
            kind=fund.kind,
            name=fund.name.zh,
            name_en=fund.name.en,
            account_kind="subledger" if fund.parent_id else "own",
            parent_fund_id=fund.parent_id,
            custodian_id=custodian_id,
            resolution_id=resolution_id,
            committee_size=committee_size,
            opened_on=day(fund.opened, 1),
            opening_balance=yuan(opening),
        )

    def receive(
        self,
        fund_id: str,
        month: str,
        gross: int,
        basis: str,
        *,
        cost: int = 0,
        category: str | None = None,
        project_id: str | None = None,
        payer_id: str | None = None,
        consent: bool | None = None,
        note: str | None = None,
    ) -> str:
        """Write income of a month (fen); a gift in kind leaves the balance alone. Return the entry's id."""
        entry = self.number("r")
        self.book.add(
            self.funds[fund_id].folder,
            "revenue",
            part=month[:4],
            entry_id=entry,
            fund_id=fund_id,
            month=month,
            project_id=project_id,
            category=category,
            basis=basis,
            gross=yuan(gross),
            cost=yuan(cost),
            payer_id=payer_id,
            consent_publish=consent,
            note=note,
        )
        self._months.add((fund_id, month))
        if basis != "in_kind":
            self.ledgers[fund_id].receive(month, gross - cost)
            self._income[fund_id] += gross - cost
            self.entries.append((entry, fund_id, month, gross))
        return entry

    def nil_returns(self, fund_id: str, note: str) -> None:
        """Write a nil return for every month of a fund without any income row."""
        for month in months(self.funds[fund_id].opened, self.last_month):
            if (fund_id, month) not in self._months:
                self.receive(fund_id, month, 0, "nil", note=note)

    def net_income(self, kind: str) -> int:
        """Return all income less cost of the funds of one kind (fen)."""
        return sum(self._income[fund.fund_id] for fund in self.funds.values() if fund.kind == kind)

    def pay(
        self,
        fund_id: str,
        on: dt.date,
        amount: int,
        purpose: str,
        description: str,
        *,
        matter_id: str,
        payee_id: str | None = None,
        households: int | None = None,
        in_kind: bool = False,
    ) -> str:
        """Write a payment (fen); goods given in kind leave the balance as it is. Return its id."""
        month = month_of(on)
        self._count[f"{fund_id} {month}"] += 1
        payment = self.number("d")
        self.book.add(
            self.funds[fund_id].folder,
            "disbursements",
            part=month[:4],
            payment_id=payment,
            fund_id=fund_id,
            paid_on=on,
            purpose=purpose,
            description=description,
            payee_id=payee_id,
            households=households,
            amount=yuan(amount),
            matter_id=matter_id,
            voucher=f"记-{month.replace('-', '')}-{self._count[f'{fund_id} {month}']:03d}",
            in_kind=True if in_kind else None,
        )
        self.payments.append((fund_id, on, purpose, payment))
        if not in_kind:
            self.ledgers[fund_id].pay(on, amount)
        return payment

    def move(
        self, from_id: str, to_id: str, on: dt.date, amount: int, reason: str, period: str | None = None
    ) -> str:
        """Move money (fen) from one fund to another; the row belongs to the fund it leaves. Return its id."""
        transfer = self.number("t")
        self.book.add(
            self.funds[from_id].folder,
            "transfers",
            transfer_id=transfer,
            from_fund_id=from_id,
            to_fund_id=to_id,
            moved_on=on,
            amount=yuan(amount),
            reason=reason,
            period=period,
        )
        self.ledgers[from_id].pay(on, amount)
        self.ledgers[to_id].take(on, amount)
        return transfer

    def latest_payment(self, fund_id: str, before: dt.date, purpose: str = "") -> str | None:
        """Return the last payment of a fund before a day, of one purpose if that is given."""
        found = [
            (on, payment)
            for fund, on, what, payment in self.payments
            if fund == fund_id and on < before and purpose in ("", what)
        ]
        return max(found)[1] if found else None

    def account_closing(self, fund_id: str, month: str) -> int:
        """Return an own account's balance at a month's end, its sub-ledgers' included (fen)."""
        parts = [f for f in self.funds.values() if f.fund_id == fund_id or f.parent_id == fund_id]
        return sum(self.ledgers[f.fund_id].closing(month) for f in parts if f.opened <= month)

    def interest(self, fund_id: str, per_million: int) -> None:
        """Credit each quarter's interest on the whole account."""
        for month in months(self.funds[fund_id].opened, self.last_month):
            self.interest_of(fund_id, month, per_million)

    def interest_of(self, fund_id: str, month: str, per_million: int) -> None:
        """Credit interest at a quarter's end, from the balance of the month before; in other months none."""
        if month[5:] not in ("03", "06", "09", "12") or month <= self.funds[fund_id].opened:
            return
        fen = half_up(self.account_closing(fund_id, add_months(month, -1)) * per_million, 1_000_000)
        if fen > 0:
            self.receive(fund_id, month, fen, "interest", category="interest")

    def statements(self) -> None:
        """Write every own account's month-end balance."""
        for fund in self.funds.values():
            if fund.parent_id:
                continue
            for month in months(fund.opened, self.last_month):
                self.book.add(
                    fund.folder,
                    "statements",
                    fund_id=fund.fund_id,
                    month=month,
                    closing_balance=yuan(self.account_closing(fund.fund_id, month)),
                )

    def post(self, fund_id: str, month: str, on: dt.date, days: int, place: str) -> None:
        """Write that a month's accounts were posted; while the notice still hangs, its end stays blank."""
        until = on + dt.timedelta(days=days)
        self.book.add(
            self.funds[fund_id].folder,
            "postings",
            fund_id=fund_id,
            month=month,
            posted_on=on,
            posted_until=until if until <= self.as_of else None,
            place=place,
        )
