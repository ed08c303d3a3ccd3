"""Bad cells: what people write instead of plain amounts, dates and codes, and the fix that must be named."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.publisher import PAYMENTS, REVENUE


@dataclass(frozen=True, slots=True)
class Cells:
    """Bad values of one column, appended as rows: value, rule, how the English fix begins."""

    name: str
    file: str
    column: str
    row: dict[str, str]
    values: list[tuple[str, str, str]] = field(default_factory=list)


PLAIN, TYPE, LIMIT, BLANK = (
    "cells_are_in_plain_form",
    "cells_have_the_right_type",
    "cells_keep_to_their_limits",
    "required_cells_are_filled",
)

NUMBER = "Required: a plain number with at most 2 decimals"
PAID = {"payment_id": "", "fund_id": "f-a", "paid_on": "2025-02-01", "purpose": "bank", "description": "费",
        "amount": "1.00"}  # fmt: skip
EARNED = {"entry_id": "", "fund_id": "f-a", "month": "2025-02", "basis": "fee", "gross": "1.00", "cost": "0"}

CELLS = [
    Cells("amount", REVENUE, "gross", EARNED, [
        ("1,234.50", TYPE, "write 1234.50."), ("１２３", PLAIN, "write 123.00."), ("1e5", PLAIN, "write 100000.00."),
        ("NaN", PLAIN, NUMBER), ("Infinity", PLAIN, NUMBER), ("1_000", PLAIN, "write 1000.00."),
        ("1.005", PLAIN, NUMBER), ("", BLANK, "Fill in Gross."), ("￥5", TYPE, "write 5.00."), ("(5)", TYPE, "write -5.00."),
        ("−5", TYPE, "write -5.00."), ("1.2万", TYPE, "write 12000.00."), ("5元", TYPE, "write 5.00."),
        ("+5", PLAIN, "write 5.00."), ("5.", PLAIN, "write 5.00."), (".5", PLAIN, "write 0.50."),
        ("1 000", TYPE, "write 1000.00."), ("0x10", TYPE, NUMBER), ("--5", TYPE, NUMBER), ("五百", TYPE, NUMBER),
        ("12345678901234", PLAIN, NUMBER), ("1,23,4", TYPE, "write 1234.00."),
    ]),
    Cells("amount paid", PAYMENTS, "amount", PAID, [
        ("-5", LIMIT, "Required: not below 0."), ("(5)", TYPE, NUMBER), ("-0.01", LIMIT, "Required: not below 0."),
    ]),
    Cells("date", PAYMENTS, "paid_on", PAID, [
        ("2025-02-30", TYPE, "Required: a date like 2025-06-01."), ("2025/6/1", TYPE, "write 2025-06-01."),
        ("45809", TYPE, "write 2025-06-01."), ("2025年6月", TYPE, "Required: a date"), ("2025年6月1日", TYPE, "write 2025-06-01."),
        ("2025-6-1", PLAIN, "write 2025-06-01."), ("25-06-01", TYPE, "Required: a date"), ("", BLANK, "Fill in Paid on."),
        ("2025-06", TYPE, "Required: a date"), ("2025-06-01T00:00:00", TYPE, "Required: a date"), ("0000-01-01", TYPE, "Required: a date"),
    ]),
    Cells("month", REVENUE, "month", EARNED, [
        ("2025年6月", TYPE, "write 2025-06."), ("2025/6", TYPE, "write 2025-06."), ("2025-13", TYPE, "Required: a month"),
        ("2025-6", PLAIN, "write 2025-06."), ("202506", TYPE, "Required: a month"), ("2025-06-01", TYPE, "Required: a month"),
    ]),
    Cells("known value", PAYMENTS, "purpose", PAID, [
        ("银行手续费", LIMIT, "write bank."), ("Bank", LIMIT, "write bank."), ("fees", LIMIT, "Required: one of reinvestment"),
    ]),
    Cells("count", PAYMENTS, "households", PAID, [
        ("12户", TYPE, "Required: a whole number"), ("1.5", TYPE, "Required: a whole number"), ("12.0", TYPE, "write 12."),
        ("-3", LIMIT, "Required: not below 0."), ("１２", PLAIN, "write 12."),
    ]),
    Cells("yes or no", PAYMENTS, "in_kind", PAID, [
        ("是", TYPE, "write true."), ("FALSE", TYPE, "write false."), ("1", TYPE, "write true."), ("maybe", TYPE, "Required: true or false"),
    ]),
]  # fmt: skip
