"""A second set of books: every fund as a Beancount ledger whose bank statements are balance assertions.

``bean-check`` runs as a program of its own. Sub-ledgers are sub-accounts of the account they share, so an
assertion at the account speaks of all of them; tolerance is nil, so a single fen is refused.
"""

from __future__ import annotations

import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given

from tests.accounts import Accounts, after, fen, last_day
from tests.derive.random_publishers import publishers, put_up, tries
from tests.publisher import Row


def _yuan(amount: int) -> str:
    return f"{'-' if amount < 0 else ''}{abs(amount) // 100}.{abs(amount) % 100:02} CNY"


def _account(accounts: Accounts, fund: str) -> str:
    """Name a fund's account below that of the fund it is kept with."""
    parent = accounts.funds[fund]["parent_fund_id"]
    return f"{_account(accounts, parent) if parent else 'Assets:Bank'}:F-{fund}"


def export(accounts: Accounts) -> list[str]:
    """Return the ledger's lines: accounts, entries in any order, and an assertion for every statement."""
    lines = ['option "operating_currency" "CNY"'] + [
        f"1970-01-01 open {name}" for name in
        ("Equity:Opening", "Income:Revenue", "Expenses:Cost", "Expenses:Payments", *(_account(accounts, fund) for fund in accounts.funds))
    ]  # fmt: skip

    def enter(day: str, what: str, *legs: tuple[str, int]) -> None:
        lines.append(
            f'{day} * "{what}"' + "".join(f"\n  {account}  {_yuan(amount)}" for account, amount in legs)
        )

    for fund, facts in accounts.funds.items():
        opening = fen(facts["opening_balance"])
        enter(
            f"{facts['opened_on'][:7]}-01",
            f"opening {fund}",
            (_account(accounts, fund), opening),
            ("Equity:Opening", -opening),
        )
    for row in accounts.rows["revenue"]:
        if row["basis"] != "in_kind":
            gross, cost = fen(row["gross"]), fen(row["cost"])
            enter(f"{row['month']}-01", row["entry_id"], (_account(accounts, row["fund_id"]), gross - cost),
                  ("Income:Revenue", -gross), ("Expenses:Cost", cost))  # fmt: skip
    for row in accounts.rows["disbursements"]:
        if row["in_kind"] != "true":
            amount = fen(row["amount"])
            enter(
                row["paid_on"],
                row["payment_id"],
                (_account(accounts, row["fund_id"]), -amount),
                ("Expenses:Payments", amount),
            )
    for row in accounts.rows["transfers"]:
        amount = fen(row["amount"])
        enter(row["moved_on"], row["transfer_id"], (_account(accounts, row["from_fund_id"]), -amount),
              (_account(accounts, row["to_fund_id"]), amount))  # fmt: skip
    lines += [
        assertion(accounts, row["fund_id"], row["month"], fen(row["closing_balance"]))
        for row in accounts.rows["statements"]
        if accounts.funds[row["fund_id"]]["account_kind"] == "own"
    ]
    return lines


def assertion(accounts: Accounts, fund: str, month: str, balance: int) -> str:
    """Assert what an account, with all below it, holds when a month has ended."""
    return (
        f"{after(month)}-01 balance {_account(accounts, fund)}  {_yuan(balance).replace(' CNY', ' ~ 0 CNY')}"
    )


def bean_check(lines: list[str]) -> str:
    """Run ``bean-check`` over a ledger and return its complaints, nothing if it accepts."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.beancount"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        command = [sys.executable, "-m", "beancount.scripts.check", "--no-cache", str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    assert bool(done.returncode) == bool(done.stderr or done.stdout), done
    return done.stderr + done.stdout


@pytest.fixture(scope="module")
def accounts(project_root: Path) -> Accounts:
    """Return the committed accounts."""
    return Accounts(project_root / "data")


def test_every_fund_balances_in_beancount(accounts: Accounts) -> None:
    """All funds of ``data/`` with every bank statement are accepted; a statement a fen off is refused, a payment too."""
    lines = export(accounts)
    asserted = [number for number, line in enumerate(lines) if " balance " in line]
    assert len(asserted) > 500
    assert bean_check(lines) == ""
    number = random.Random(1).choice(asserted)
    off = re.sub(r"(\d)(?= ~ 0)", lambda digit: str((int(digit[1]) + 1) % 10), lines[number])
    assert off != lines[number]
    payment = next(n for n, line in enumerate(lines) if "Expenses:Payments" in line and n > len(lines) // 3)
    more = re.sub(
        r"(Expenses:Payments  \d+)\.(\d\d)", lambda m: f"{m[1]}.{(int(m[2]) + 1) % 100:02}", lines[payment]
    )
    assert more != lines[payment]
    wrong = {number: off, payment: more}
    complaint = bean_check([wrong.get(n, line) for n, line in enumerate(lines)])
    assert "Balance failed" in complaint
    assert "does not balance" in complaint


@tries(5)
@given(drawn=publishers())
def test_random_publishers_balance_in_beancount(drawn: dict[str, list[Row]]) -> None:
    """The program's month-end balance of every account drawn at random is what Beancount finds there."""
    query = "select fund_id, month, fen(account_closing) from derived.fund_months where account_closing is not null order by all"
    closings, accounts = put_up(drawn, lambda con: con.execute(query).fetchall())
    lines = export(accounts) + [assertion(accounts, *closing) for closing in closings]
    assert bean_check(lines) == ""
    fund, month, closing = closings[-1]
    assert "Balance failed" in bean_check([*lines[:-1], assertion(accounts, fund, month, closing + 1)])


def test_the_month_after_december_is_january() -> None:
    """Assertions stand on the first day after the month."""
    assert (after("2024-12"), after("2025-01"), last_day("2024-02")) == ("2025-01", "2025-02", "2024-02-29")
