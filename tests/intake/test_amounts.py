"""Amounts, by properties: whatever form one is written in, it is read to the fen or not at all."""

from __future__ import annotations

import re
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from sunledger.intake.amounts import figure
from sunledger.intake.grid import Cell, Kind
from sunledger.intake.xlsx import decimal_text
from sunledger.resources import load_schema

GROSS = next(each for each in load_schema("revenue")["fields"] if each["name"] == "gross")
_FENS = st.integers(min_value=-(10**14), max_value=10**14)
_WIDE = str.maketrans("0123456789.,-()¥", "０１２３４５６７８９．，－（）￥")

FORMS = [
    lambda amount: f"{amount}",
    lambda amount: f"{amount:,}",
    lambda amount: f" {amount:,} 元 ",
    lambda amount: f"￥{amount:,}" if amount >= 0 else f"-￥{-amount:,}",
    lambda amount: f"¥ {amount}",
    lambda amount: f"({-amount:,})" if amount < 0 else f"+{amount}",
    lambda amount: f"{-amount:,}-" if amount < 0 else f"{amount}00",
    lambda amount: f"{amount:,}".translate(_WIDE),
    lambda amount: f"人民币{amount}",
]
"""Ways to write an amount of two decimals."""


@given(_FENS, st.sampled_from(FORMS))
def test_every_form_of_an_amount_is_read_to_the_fen(fens: int, form: object) -> None:
    """Nothing is asked, nothing refused, and the value is that which was written."""
    amount = Decimal(fens) / 100
    amount = amount.quantize(Decimal("0.01"))
    read = figure(Cell(Kind.TEXT, form(amount)), GROSS)  # type: ignore[operator]
    assert (read.fault, read.doubt, Decimal(read.value)) == ("", "", amount)


@given(st.floats(allow_nan=False))
def test_a_number_cell_is_exact_or_not_taken(number: float) -> None:
    """What a binary number is read as without a question is the very decimal it stands for."""
    read = figure(Cell(Kind.NUMBER, decimal_text(number)), GROSS)
    if read.value and not read.doubt:
        assert Decimal(read.value) == Decimal(repr(number))
        assert float(read.value) == number
    elif read.value:
        assert read.doubt == "float-noise"
        assert abs(Decimal(read.value) - Decimal(number)) <= Decimal(abs(number)) / 10**14


@given(st.integers(min_value=-(10**13), max_value=10**13))
def test_what_a_person_typed_into_a_spreadsheet_is_what_is_read(fens: int) -> None:
    """An amount to the fen survives the way through binary64, up to fifteen digits."""
    amount = (Decimal(fens) / 100).quantize(Decimal("0.01"))
    read = figure(Cell(Kind.NUMBER, decimal_text(float(amount))), GROSS)
    assert (read.doubt, Decimal(read.value)) == ("", amount)


@given(st.text(alphabet="0123456789.,-+()¥￥元万千 eE%，．０１９", max_size=14))
def test_no_other_text_becomes_an_amount_unseen(written: str) -> None:
    """A text that is read without a question holds its digits in their order, and nothing was scaled."""
    read = figure(Cell(Kind.TEXT, written), GROSS)
    if read.value and not read.doubt:
        digits = re.sub(
            "[^0-9.]",
            "",
            written.translate(
                {ord(w): n for w, n in zip("０１２３４５６７８９．", "0123456789.", strict=True)}
            ),
        )
        assert abs(Decimal(read.value)) == Decimal(digits)
