"""What of a cell may be repeated in a message."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunledger.disclosure import repeatable, shown


@pytest.mark.parametrize(
    "value",
    ["1,234.50", "１２３", "2025年6月", "￥5", "1.2万", "−5", "(5)", "2025/6/1", "tan-c01-x02", "NaN", "true", "r-2025-06-0001",
     "1,234,567.89", "99%"],
)  # fmt: skip
def test_figures_dates_and_ids_are_repeated(value: str) -> None:
    """What helps to find the slip and names nobody is quoted as it was written."""
    assert shown(value) == f"“{value}”"


@pytest.mark.parametrize(
    "value",
    ["13812345678", "１３８１２３４５６７８", "138-1234-5678", "138 1234 5678", "(138)12345678", "138 - 1234 - 5678", "+86 138 1234 5678",
     "0539-6212345", "37132219800101123X", "371322198001011234", "371322800101123", "6222 0212 3456 7890 123", "a@b.cn",
     "张三", "张三丰", "3号楼2单元101室", "万千", "Zhang San", "备注:张三", "x" * 41],
)  # fmt: skip
def test_what_may_be_a_person_is_counted_not_repeated(value: str) -> None:
    """Numbers of eleven digits and more, addresses and any other text are told by their length only."""
    assert shown(value) == f"(不显示 withheld: {len(value)} 字符 characters)"


def test_known_labels_are_repeated() -> None:
    """A label of the schema in place of its code is quoted, since the schema itself says it."""
    assert shown("银行手续费", frozenset({"银行手续费"})) == "“银行手续费”"
    assert shown("13812345678", frozenset({"13812345678"})) != "“13812345678”"


@pytest.mark.parametrize("value", [None, ""])
def test_blank_is_called_blank(value: str | None) -> None:
    """Nothing is not shown as empty quotes."""
    assert shown(value) == "(空 blank)"


@given(st.lists(st.sampled_from("0123456789"), min_size=11, max_size=20), st.data())
def test_a_long_number_is_withheld_however_it_is_written(digits: list[str], data: st.DataObject) -> None:
    """Eleven digits with up to three separators between any two are one number."""
    joints = data.draw(
        st.lists(st.text(" .,-()/_", max_size=3), min_size=len(digits) - 1, max_size=len(digits) - 1)
    )
    value = digits[0] + "".join(joint + digit for joint, digit in zip(joints, digits[1:], strict=True))
    assert not repeatable(value)
    assert not repeatable(value.translate({ord(str(n)): chr(0xFF10 + n) for n in range(10)}))
