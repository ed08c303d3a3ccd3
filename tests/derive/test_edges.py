"""Edges of derived tables that a plain month does not show: hand-overs, retired units, revised schemes, names in common."""

from __future__ import annotations

from typing import Any

import pytest

from sunledger.engine import Connection
from tests.derive.conftest import Given, Ledger

MONTHLY = 'as_of = 2025-04-30\n[[duties]]\nfund_kind = "owners"\ndue_day = 10\n'
UNITS: list[dict[str, Any]] = [
    {"community_id": "x"},
    {"community_id": "x-a", "level": "community", "parent_id": "x", "retired_on": "2025-02-10", "successor_id": "x-b"},
    {"community_id": "x-b", "level": "community", "parent_id": "x"},
]  # fmt: skip


def _rows(con: Connection, query: str) -> list[tuple[str, ...]]:
    return [tuple("" if cell is None else str(cell) for cell in row) for row in con.execute(query).fetchall()]


def test_a_retired_unit_owes_no_posting_once_its_money_is_handed_over(ledger: Ledger) -> None:
    """Months after the retirement are judged only while something is left in the fund."""
    given: Given = {
        "communities": UNITS,
        "funds": [
            {"fund_id": "empty", "community_id": "x-a", "opening_balance": "10"},
            {"fund_id": "left", "community_id": "x-a", "opening_balance": "10"},
            {"fund_id": "heir", "community_id": "x-b"},
        ],
        "transfers": [{"from_fund_id": "empty", "to_fund_id": "heir", "moved_on": "2025-02-10", "amount": "10"}],
    }  # fmt: skip
    with ledger(given, MONTHLY) as con:
        rows = _rows(
            con, "select fund_id, max(month) from derived.timeliness group by fund_id order by fund_id"
        )
    assert rows == [("empty", "2025-02"), ("heir", "2025-04"), ("left", "2025-04")]


def test_a_notice_still_up_has_no_last_day_of_another(ledger: Ledger) -> None:
    """The end of a later notice of the quarter is not taken for that of the first, which is still up."""
    given: Given = {
        "funds": [{"fund_id": "f"}],
        "postings": [
            {"fund_id": "f", "month": "2025-03", "posted_on": "2025-04-02"},
            {"fund_id": "f", "month": "2025-02", "posted_on": "2025-04-10", "posted_until": "2025-04-20"},
        ],
    }
    with ledger(given, MONTHLY.replace("due_day", 'cadence = "quarterly"\ndue_day')) as con:
        rows = _rows(
            con,
            "select posted_on, posted_until, days_posted from derived.timeliness where month = '2025-03'",
        )
    assert rows == [("2025-04-02", "", "")]


def test_a_room_let_anew_on_the_day_it_was_left_is_in_use(ledger: Ledger) -> None:
    """Of two tenants on one day the later counts; of two areas of one day the measured one."""
    events = (
        ("listed", "2025-01-01", "40"),
        ("remeasured", "2025-01-01", "50"),
        ("activated", "2025-01-05", ""),
        ("vacated", "2025-03-01", ""),
        ("activated", "2025-03-01", ""),
        ("vacated", "2025-04-01", ""),
    )
    given: Given = {
        "funds": [{"fund_id": "f"}],
        "spaces": [{"space_id": "s", "community_id": "x", "area_m2": "50", "use": "let"}],
        "space_events": [
            {"space_id": "s", "event": event, "event_on": day, "area_m2": area} for event, day, area in events
        ],
    }
    with ledger(given, "as_of = 2025-04-30\n") as con:
        rows = _rows(con, "select month, listed_area, activated from derived.space_use order by month")
    assert rows == [("2025-01", "50.00", "1"), ("2025-02", "50.00", "1"), ("2025-03", "50.00", "1"), ("2025-04", "50.00", "0")]  # fmt: skip


def test_a_target_is_of_the_whole_county(ledger: Ledger) -> None:
    """Two compounds without a unit above them are one county, and reach its target together."""
    given: Given = {
        "communities": [{"community_id": "x", "level": "compound"}, {"community_id": "y", "level": "compound"}],
        "funds": [{"fund_id": "f"}, {"fund_id": "g", "community_id": "y"}],
        "spaces": [
            {"space_id": "s", "community_id": "x", "area_m2": "10", "use": "let", "activated_on": "2025-01-02"},
            {"space_id": "t", "community_id": "y", "area_m2": "30", "use": "let"},
        ],
    }  # fmt: skip
    profile = 'as_of = 2025-01-31\n[[targets]]\nmeasure = "activation_rate"\npercent = 30\n'
    with ledger(given, profile) as con:
        rows = _rows(con, "select counted_by, reached, status from derived.space_targets order by counted_by")
        assert _rows(con, "select counties, funds from derived.publisher_years") == [("1", "2")]
    assert rows == [("area", "25.0", "unmet"), ("count", "50.0", "met")]


def test_measures_count_what_is_there_today(ledger: Ledger) -> None:
    """Retired units are not counted, and rooms that are gone leave no old figure behind."""
    given: Given = {
        "communities": UNITS,
        "funds": [
            {"fund_id": f"f{unit}", "community_id": unit, "kind": "charity", "account_kind": "subledger"}
            for unit in ("x-a", "x-b")
        ],
        "spaces": [{"space_id": "s", "community_id": "x-b", "area_m2": "10", "use": "let"}],
        "space_events": [
            {"space_id": "s", "event": "listed", "event_on": "2025-01-01"},
            {"space_id": "s", "event": "retired", "event_on": "2025-02-01"},
        ],
    }
    with ledger(given, "as_of = 2025-04-30\n") as con:
        found = _rows(con, "select measure, value from derived.measures where community_id = 'x'")
    assert sorted(found) == [
        ("charity-fund-share", "100.0000"),
        ("charity-funds", "1.0000"),
        ("communities", "1.0000"),
    ]


def test_an_indicator_is_not_added_to_a_measure_of_its_name(ledger: Ledger) -> None:
    """An indicator called like a measure leaves that measure alone, and every claim has one verdict."""
    names = ("compounds", "spaces-listed")
    given: Given = {
        "communities": [{"community_id": "x"}, {"community_id": "x-a", "level": "compound", "parent_id": "x"}],
        "funds": [{"fund_id": "f"}],
        "spaces": [{"space_id": "s", "community_id": "x", "area_m2": "10", "use": "let"}],
        "indicators": [
            {"indicator_id": name, "kind": "count", "aggregate": "sum", "counts_people": "false"} for name in names
        ],
        "services": [
            {"community_id": "x", "month": "2025-01", "indicator_id": name, "value": "7"} for name in names
        ],
        "claims": [
            {"claim_id": f"c-{name}", "community_id": "x", "value": "1", "qualifier": "exact", "measure": name}
            for name in names
        ],
    }  # fmt: skip
    with ledger(given, "as_of = 2025-01-31\n") as con:
        rows = _rows(con, "select claim_id, computed, verdict from derived.claim_checks order by claim_id")
    assert rows == [("c-compounds", "1.0000", "holds"), ("c-spaces-listed", "1.0000", "holds")]


def test_a_ratio_of_hours_is_the_same_everywhere(ledger: Ledger) -> None:
    """Decimals count in the ratio that claims are compared with as they do month by month."""
    given: Given = {
        "funds": [{"fund_id": "f"}],
        "indicators": [
            *({"indicator_id": name, "kind": "count", "aggregate": "sum", "counts_people": "false", "unit": "小时"} for name in ("used", "open")),
            {"indicator_id": "share", "kind": "ratio", "aggregate": "none", "counts_people": "false", "unit": "%",
             "numerator_id": "used", "denominator_id": "open"},
        ],
        "services": [
            {"community_id": "x", "month": "2025-01", "indicator_id": name, "value": value}
            for name, value in (("used", "1.2"), ("open", "2.5"))
        ],
    }  # fmt: skip
    with ledger(given, "as_of = 2025-01-31\n") as con:
        assert _rows(con, "select value from derived.measures where measure = 'share'") == [("48.0000",)]
        assert _rows(con, "select value from derived.service_months where indicator_id = 'share'") == [
            ("48.00",)
        ]


@pytest.mark.parametrize("unit", ["户", "人", "人次", "名", "户次", "家庭", "Households", "people"])
def test_a_unit_of_people_is_guarded_whether_marked_or_not(unit: str, ledger: Ledger) -> None:
    """An indicator in persons or households that is not marked as counting them is withheld when small all the same."""
    given: Given = {
        "funds": [{"fund_id": "f"}],
        "indicators": [
            {"indicator_id": "helped", "kind": "count", "aggregate": "sum", "counts_people": "false", "unit": unit},
            {"indicator_id": "events", "kind": "count", "aggregate": "sum", "counts_people": "false", "unit": "场次"},
        ],
        "services": [
            {"community_id": "x", "month": "2025-01", "indicator_id": name, "value": "3"} for name in ("helped", "events")
        ],
    }  # fmt: skip
    with ledger(given, "as_of = 2025-01-31\n") as con:
        assert _rows(con, "select indicator_id, value from open.services order by indicator_id") == [
            ("events", "3.00"),
            ("helped", ""),
        ]


def test_a_correction_does_not_name_a_donor(ledger: Ledger) -> None:
    """Who gave without wanting to be named stands in no correction either."""
    given: Given = {
        "funds": [{"fund_id": "f"}],
        "organisations": [{"organisation_id": "one"}, {"organisation_id": "giver"}],
        "revenue": [{"fund_id": "f", "month": "2025-01", "basis": "donation", "gross": "5", "payer_id": "giver"}],
        "corrections": [
            {"correction_id": "c", "dataset": "revenue", "row_key": "z-0", "column": "payer_id", "old_value": "one",
             "new_value": "giver", "reason": "写错", "decided_by": "小组", "corrected_on": "2025-02-01"},
        ],
    }  # fmt: skip
    with ledger(given) as con:
        assert _rows(con, "select old_value, new_value, reason from open.corrections") == [("", "", "写错")]


def test_a_decoy_does_not_hide_a_split(ledger: Ledger) -> None:
    """Two instalments of one matter just before don't cover that the second and a third split another."""
    given: Given = {
        "organisations": [{"organisation_id": "o"}],
        "funds": [{"fund_id": "f", "opening_balance": "90000"}],
        "matters": [
            {"matter_id": name, "fund_id": "f", "title": "事", "class": "minor", "outcome": "approved"} for name in ("one", "two")
        ],
        "disbursements": [
            {"fund_id": "f", "paid_on": day, "amount": "4900", "payee_id": "o", "matter_id": matter}
            for day, matter in (("2025-01-02", "one"), ("2025-01-08", "one"), ("2025-01-13", "two"), ("2025-01-19", "one"))
        ],
    }  # fmt: skip
    profile = 'as_of = 2025-01-31\n[[tiers]]\nmatter_class = "general"\nat_least = 5000\n'
    with ledger(given, profile) as con:
        rows = _rows(
            con,
            "select row_key, occurrences, to_date from derived.red_flags where flag = 'split_payments'",
        )
    assert rows == [("z-1", "2", "2025-01-13")]


def test_a_charity_certificate_is_compared_with_its_sub_ledger(ledger: Ledger) -> None:
    """A balance that the charity certifies for a sub-ledger is held against that sub-ledger's books."""
    given: Given = {
        "organisations": [{"organisation_id": "c", "kind": "charity"}],
        "funds": [
            {"fund_id": "pool", "kind": "charity", "custodian_id": "c"},
            {"fund_id": "f", "kind": "charity", "account_kind": "subledger", "parent_fund_id": "pool", "opening_balance": "10"},
        ],
        "statements": [{"fund_id": "f", "month": "2025-01", "closing_balance": "10.01"}],
    }  # fmt: skip
    with ledger(given, "as_of = 2025-01-31\n") as con:
        rows = _rows(
            con, "select fund_id, account_closing, difference from derived.fund_months order by fund_id"
        )
    assert rows == [("f", "10.00", "0.01"), ("pool", "10.00", "")]


def test_a_bucket_bears_the_names_of_one_scheme(ledger: Ledger) -> None:
    """A bucket renamed without an English name does not keep the English name it had before."""
    bucket = {"scheme_id": "s", "bucket": "a", "position": "1", "percent": "100"}
    given: Given = {
        "funds": [{"fund_id": "f", "scheme_id": "s"}],
        "schemes": [
            {**bucket, "name": "旧", "name_en": "Old", "valid_from": "2025-01-01", "valid_to": "2025-01-31"},
            {**bucket, "name": "新", "valid_from": "2025-02-01"},
        ],
    }
    with ledger(given, "as_of = 2025-02-28\n") as con:
        names = _rows(con, "select distinct name, name_en from derived.bucket_balances where bucket = 'a'")
    assert names == [("新", "新")]


SWEPT = 'as_of = 2025-05-31\n[[sweeps]]\nfrom_kind = "owners"\ninto_kind = "governance"\nreserve = 100\n'


@pytest.mark.parametrize(
    ("moves", "wanted"),
    [
        ([("2025-04-02", "600"), ("2025-04-05", "500"), ("2025-04-06", "-100")], ("0.00", "2025-04-05", "on_time")),
        ([("2025-04-02", "1000"), ("2025-04-03", "-900"), ("2025-05-20", "900")], ("0.00", "2025-05-20", "late")),
        ([("2025-04-02", "1000"), ("2025-04-03", "-900")], ("900.00", "", "partial")),
    ],
    ids=["too much returned", "returned and swept late", "returned"],
)  # fmt: skip
def test_a_sweep_counts_when_it_came_for_good(
    moves: list[tuple[str, str]], wanted: tuple[str, ...], ledger: Ledger
) -> None:
    """What was swept and taken back the next day was not swept in time."""
    ways = {True: ("f", "g", "quarterly_sweep"), False: ("g", "f", "returned")}
    given: Given = {
        "funds": [{"fund_id": "f", "opening_balance": "1100"}, {"fund_id": "g", "kind": "governance"}],
        "transfers": [
            {"from_fund_id": start, "to_fund_id": end, "reason": reason, "moved_on": day,
             "amount": amount.lstrip("-"), "period": "2025-Q1"}
            for day, amount in moves
            for start, end, reason in [ways[not amount.startswith("-")]]
        ],
    }  # fmt: skip
    with ledger(given, SWEPT) as con:
        rows = _rows(
            con, "select remaining, settled_on, status from derived.sweep_dues where period = '2025-Q1'"
        )
    assert rows == [wanted]
