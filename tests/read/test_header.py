"""Headers: names decide, in any order; what is wrong is told with the nearest right name."""

from __future__ import annotations

import pytest

from sunledger.model import Finding
from sunledger.read import header
from sunledger.resources import dataset_names, load_schema

NAMES = [field["name"] for field in load_schema("statements")["fields"]]


def _columns(first: str) -> tuple[tuple[str, ...] | None, list[Finding]]:
    findings: list[Finding] = []
    return header.columns(first.encode(), "statements", "data/a/statements.csv", findings), findings


@pytest.mark.parametrize("dataset", dataset_names())
def test_the_schemas_names_are_accepted_in_any_order(dataset: str) -> None:
    """The names of a schema pass forwards and backwards, quoted or not, and come back in the file's order."""
    names = [field["name"] for field in load_schema(dataset)["fields"]]
    for order in (names, names[::-1]):
        for quote in ("", '"'):
            findings: list[Finding] = []
            first = ",".join(f"{quote}{name}{quote}" for name in order).encode()
            assert header.columns(first, dataset, "f", findings) == tuple(order)
            assert findings == []


@pytest.mark.parametrize("dataset", dataset_names())
def test_a_title_leads_to_its_name(dataset: str) -> None:
    """A heading in Chinese or English instead of the name is answered with the name."""
    fields = load_schema(dataset)["fields"]
    for field in fields:
        for title in (field["title"], field["title_en"].upper()):
            first = ",".join(title if other is field else other["name"] for other in fields)
            if title.lower() == field["name"]:
                continue
            findings: list[Finding] = []
            assert header.columns(first.encode(), dataset, "f", findings) is None
            assert [item.rule for item in findings] == [
                "headers_name_known_columns",
                "headers_name_each_column",
            ]
            titles = [
                other["name"]
                for other in fields
                if title.lower() in (other["title"], other["title_en"].lower())
            ]
            assert any(f"is it {name}?" in findings[0].message_en for name in titles)
            assert findings[1].column == field["name"]


@pytest.mark.parametrize(
    ("first", "near"), [("fund_id,month,closing_balanc", "closing_balance"), ("Fund_ID,month,closing_balance", "fund_id"),
                        (" fund_id,month,closing_balance", "fund_id"), ("fund_id,months,closing_balance", "month")],
)  # fmt: skip
def test_a_slip_is_answered_with_the_nearest_name(first: str, near: str) -> None:
    """Wrong letters, capitals and spaces are refused, and the name that was meant is said."""
    columns, findings = _columns(first)
    assert columns is None
    assert f"is it {near}?" in findings[0].message_en
    assert f"是不是 {near}？" in findings[0].message_zh
    assert all(item.line == 1 for item in findings)


def test_a_stranger_has_no_nearest_name() -> None:
    """A name like no other is refused without a guess, and a person's data in it is not repeated."""
    columns, findings = _columns(",".join([*NAMES, "张三13812345678"]))
    assert columns is None
    assert [item.rule for item in findings] == ["headers_name_known_columns"]
    assert "is it" not in findings[0].message_en
    assert "张三" not in findings[0].message_zh


@pytest.mark.parametrize("mark", ["，", ";", "\t", "|", "；", "、"])
def test_other_separators_are_named(mark: str) -> None:
    """A header separated by anything but commas gives that one finding, and names what it found."""
    columns, findings = _columns(mark.join(NAMES))
    assert columns is None
    assert [item.rule for item in findings] == ["headers_use_commas"]
    assert ("TAB" if mark == "\t" else mark) in findings[0].message_zh


def test_a_trailing_comma_is_a_column_without_a_name() -> None:
    """An empty name is unknown; it does not pass as a missing one."""
    columns, findings = _columns(",".join(NAMES) + ",")
    assert columns is None
    assert [item.rule for item in findings] == ["headers_name_known_columns"]


def test_a_million_columns_are_refused_unsplit() -> None:
    """A header beyond any sense is refused by its length."""
    columns, findings = _columns("a," * 1_000_000)
    assert columns is None
    assert [item.rule for item in findings] == ["headers_name_known_columns"]


def test_everything_wrong_is_said_at_once() -> None:
    """Doubled, unknown and missing names of one header are all told."""
    _, findings = _columns("fund_id,fund_id,mouth")
    assert sorted((item.rule, item.column) for item in findings) == [
        ("headers_name_a_column_once", "fund_id"), ("headers_name_each_column", "closing_balance"),
        ("headers_name_each_column", "month"), ("headers_name_known_columns", ""),
    ]  # fmt: skip
