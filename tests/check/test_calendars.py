"""One mistyped date is found where it stands, and stretches no calendar."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.publisher import Publisher, derived, places

WU = {name: f"wu/{name}.csv" for name in ("funds", "revenue", "disbursements", "statements")}


def _revenue(month: str) -> dict[str, str]:
    return {
        "entry_id": f"rw-{month}",
        "fund_id": "f-wu",
        "month": month,
        "basis": "grant",
        "gross": "5",
        "cost": "0",
    }


@pytest.mark.parametrize("month", ["2026-02", "2205-01", "2199-12"])
def test_an_entry_after_a_break_does_not_end_the_accounts(month: str, tmp_path: Path) -> None:
    """A county without a profile ends with its last entry, but a year's break before it makes the entry an error."""
    publisher = Publisher.small(tmp_path)
    publisher.append(WU["revenue"], [_revenue(month)])
    report = publisher.report()
    assert places(report) == [("entries_fall_in_their_funds_ledger", f"data/{WU['revenue']}", 3, "month")]
    assert "runs from 2025-01 to 2025-01" in report["findings"][0]["message_en"]
    assert "after a break of more than a year" in report["findings"][0]["fix_en"]


@pytest.mark.parametrize("dataset", ["disbursements", "statements"])
def test_payments_and_statements_are_bounded_as_well(dataset: str, tmp_path: Path) -> None:
    """A payment and a statement of another century are named by file and line."""
    publisher = Publisher.small(tmp_path)
    publisher.append(WU[dataset], [
        {"payment_id": "dw-9", "fund_id": "f-wu", "paid_on": "2205-01-20", "purpose": "bank", "description": "手续费", "amount": "1"}
        if dataset == "disbursements" else {"fund_id": "f-wu", "month": "2205-01", "closing_balance": "9.00"}
    ])  # fmt: skip
    found = places(publisher.report())
    assert [(file, column) for _, file, _, column in found] == [
        (f"data/{WU[dataset]}", "paid_on" if dataset == "disbursements" else "month")
    ]


def test_a_break_of_a_year_is_borne(tmp_path: Path) -> None:
    """Twelve months after the entry before it, an entry still belongs to the accounts and ends them."""
    publisher = Publisher.small(tmp_path)
    publisher.append(WU["revenue"], [_revenue("2026-01")])
    with derived(publisher.data, tmp_path / "scratch") as con:
        assert con.execute("select last_month from meta.counties where county_id = 'wu'").fetchone() == (
            "2026-01",
        )


def test_a_profile_says_when_the_accounts_end(tmp_path: Path) -> None:
    """With an as-of date the county itself vouches for the break."""
    publisher = Publisher.small(tmp_path)
    publisher.append(WU["revenue"], [_revenue("2027-01")])
    publisher.write("wu/profile.toml", "as_of = 2027-01-31\n")
    with derived(publisher.data, tmp_path / "scratch") as con:
        assert con.execute("select count(*) from meta.months where county_id = 'wu'").fetchone() == (25,)


def test_entries_before_the_first_fund_opened_end_nothing(tmp_path: Path) -> None:
    """A year too early is an error of its own row, and the rows after it keep their months."""
    publisher = Publisher.small(tmp_path)
    publisher.append(WU["revenue"], [_revenue("1025-01")])
    assert places(publisher.report()) == [
        ("entries_fall_in_their_funds_ledger", f"data/{WU['revenue']}", 3, "month")
    ]


@pytest.mark.parametrize(("opened", "as_of", "refused"), [
    ("1025-01-01", "2025-01-31", True), ("1975-01-31", "2025-01-31", True), ("1975-02-01", "2025-01-31", False),
    ("2025-01-01", "9999-11-30", True),
])  # fmt: skip
def test_a_ledger_spans_at_most_fifty_years(opened: str, as_of: str, refused: bool, tmp_path: Path) -> None:
    """Beyond six hundred months the fund is refused, and no more than those are derived."""
    publisher = Publisher.small(tmp_path)
    publisher.replace(WU["funds"], "2025-01-01", opened)
    publisher.write("wu/profile.toml", f"as_of = {as_of}\n")
    errors = [finding for finding in publisher.report()["findings"] if finding["severity"] == "error"]
    found = [place for place in places({"findings": errors}) if place[1] == f"data/{WU['funds']}"]
    assert found == [("ledgers_span_at_most_fifty_years", f"data/{WU['funds']}", 2, "opened_on")] * refused
