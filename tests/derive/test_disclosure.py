"""What is withheld stays withheld: no published figure gives a small count away."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from tests.derive.conftest import Given, Ledger
from tests.publisher import derived

UNITS = [
    {"community_id": "x"},
    {"community_id": "x-a", "level": "community", "parent_id": "x"},
    *({"community_id": f"x-a-{n}", "level": "compound", "parent_id": "x-a"} for n in range(1, 4)),
]


def test_people_are_measured_at_the_top_only(ledger: Ledger) -> None:
    """Counts of people and households are compared with claims for the county, never below, never when small."""
    given: Given = {
        "communities": UNITS,
        "funds": [{"fund_id": "f", "community_id": "x-a-1", "kind": "enterprise"}],
        "indicators": [
            {"indicator_id": "helped", "kind": "count", "aggregate": "sum", "counts_people": "true"},
            {"indicator_id": "rare", "kind": "count", "aggregate": "sum", "counts_people": "true"},
            {"indicator_id": "meals", "kind": "count", "aggregate": "sum", "counts_people": "false"},
        ],
        "services": [
            {"community_id": "x-a-1", "month": "2025-01", "indicator_id": "helped", "value": "40"},
            {"community_id": "x-a-2", "month": "2025-01", "indicator_id": "helped", "value": "3"},
            {"community_id": "x-a-1", "month": "2025-01", "indicator_id": "rare", "value": "9"},
            {"community_id": "x-a-1", "month": "2025-01", "indicator_id": "meals", "value": "7"},
        ],
        "disbursements": [
            {"fund_id": "f", "paid_on": "2025-01-02", "purpose": "relief", "amount": "1", "households": "60"},
            {"fund_id": "f", "paid_on": "2025-01-03", "purpose": "relief", "amount": "1", "households": "50"},
            {
                "fund_id": "f",
                "paid_on": "2025-01-03",
                "purpose": "visits",
                "amount": "1",
                "households": "70",
                "in_kind": "true",
            },
            {
                "fund_id": "f",
                "paid_on": "2025-01-03",
                "purpose": "visits",
                "amount": "1",
                "households": "5",
                "in_kind": "true",
            },
        ],
    }
    with ledger(given) as con:
        found = {
            (unit, measure): str(value)
            for unit, measure, value in con.execute("select * from derived.measures").fetchall()
        }
    assert found["x", "helped"] == "43.0000"
    assert found["x", "relief-households"] == "110.0000"
    assert found["x", "meals"] == found["x-a-1", "meals"] == "7.0000"
    assert {measure for unit, measure in found if unit != "x"} & {
        "helped",
        "rare",
        "relief-households",
    } == set()
    assert {("x", "rare"), ("x", "in-kind-households")} & found.keys() == set()


def test_households_of_payments_are_withheld_when_small(ledger: Ledger) -> None:
    """A payment that reached fewer households than the threshold shows none; without a total, others keep theirs."""
    given: Given = {
        "funds": [{"fund_id": "f"}],
        "disbursements": [
            {"fund_id": "f", "paid_on": "2025-01-02", "purpose": "relief", "amount": "1", "households": "9"},
            {"fund_id": "f", "paid_on": "2025-01-03", "purpose": "relief", "amount": "1", "households": "50"},
            {"fund_id": "f", "paid_on": "2025-01-03", "purpose": "events", "amount": "1", "households": "0"},
            {"fund_id": "f", "paid_on": "2025-01-03", "purpose": "audit", "amount": "1"},
        ],
    }
    with ledger(given) as con:
        rows = con.execute(
            "select purpose, households from open.disbursements order by payment_id"
        ).fetchall()
        totals = con.execute("select * from derived.measures where measure like '%households'").fetchall()
    assert rows == [("relief", None), ("relief", 50), ("events", None), ("audit", None)]
    assert totals == []


def test_a_nought_is_not_told_by_a_missing_ratio(ledger: Ledger) -> None:
    """A ratio of a withheld nought stands as withheld, for its absence would say that nobody was asked."""
    given: Given = {
        "indicators": [
            {"indicator_id": "asked", "kind": "count", "aggregate": "sum", "counts_people": "true"},
            {"indicator_id": "glad", "kind": "count", "aggregate": "sum", "counts_people": "true"},
            {"indicator_id": "rate", "kind": "ratio", "aggregate": "none", "counts_people": "false",
             "numerator_id": "glad", "denominator_id": "asked"},
        ],
        "services": [
            {"community_id": "x", "month": "2025-01", "indicator_id": indicator, "value": "0"} for indicator in ("asked", "glad")
        ],
    }  # fmt: skip
    with ledger(given) as con:
        rows = con.execute("select indicator_id, value, suppressed from derived.service_months").fetchall()
    assert rows == [("asked", None, True), ("glad", None, True), ("rate", None, True)]


def test_a_correction_does_not_tell_a_count(ledger: Ledger) -> None:
    """Corrections of counts of people and of households are published without their figures, all others with them."""
    facts = {
        "reason": "写错",
        "decided_by": "小组",
        "corrected_on": "2025-02-01",
        "old_value": "30",
        "new_value": "3",
    }
    given: Given = {
        "funds": [{"fund_id": "f"}],
        "indicators": [
            {"indicator_id": name, "kind": "count", "aggregate": "sum", "counts_people": people}
            for name, people in (("helped", "true"), ("meals", "false"))
        ],
        "services": [
            {"community_id": "x", "month": "2025-01", "indicator_id": name, "value": "3"} for name in ("helped", "meals")
        ],
        "disbursements": [{"fund_id": "f", "paid_on": "2025-01-02", "amount": "1", "households": "3"}],
        "corrections": [
            {"correction_id": f"c-{number}", "dataset": dataset, "row_key": key, "column": column, **facts}
            for number, (dataset, key, column) in enumerate((
                ("services", "x/2025-01/helped", "value"), ("services", "x/2025-01/meals", "value"),
                ("disbursements", "z-0", "households"), ("disbursements", "z-0", "amount"),
            ))
        ],
    }  # fmt: skip
    with ledger(given) as con:
        rows = con.execute(
            "select old_value, new_value, reason from open.corrections order by correction_id"
        ).fetchall()
    assert rows == [(None, None, "写错"), ("30", "3", "写错"), (None, None, "写错"), ("30", "3", "写错")]


def test_a_donor_is_named_with_consent_only(ledger: Ledger) -> None:
    """Gifts of money or goods show the giver only where they agreed; other payers are organisations with contracts."""
    given: Given = {
        "funds": [{"fund_id": "f"}],
        "organisations": [{"organisation_id": "o"}],
        "revenue": [
            {
                "fund_id": "f",
                "month": "2025-01",
                "basis": basis,
                "gross": "1",
                "payer_id": "o",
                "consent_publish": consent,
            }
            for basis in ("donation", "in_kind", "fee")
            for consent in ("", "false", "true")
        ],
    }
    with ledger(given) as con:
        shown = con.execute("select basis, payer_id from open.revenue order by entry_id").fetchall()
        ledgered = con.execute(
            "select counterparty_id from derived.ledger_entries order by entry_id"
        ).fetchall()
    assert [payer for _, payer in shown] == [None, None, "o", None, None, "o", "o", "o", "o"]
    assert [payer for (payer,) in ledgered] == [None, None, "o", "o", "o", "o"]


def test_no_small_count_follows_from_what_is_shown(project_root: Path, tmp_path: Path) -> None:
    """In all of ``data/`` a shown total never lies over exactly one withheld part, nor does a small cell show."""
    with derived(project_root / "data", tmp_path / "scratch") as con:
        cells = con.execute(
            "select community_id, month, indicator_id, value, suppressed, counts_people, parent_id, "
            "counties.disclosure_threshold from derived.service_months join data.indicators using (indicator_id) "
            "join data.communities using (community_id) join derived.lineage using (community_id) "
            "join meta.counties using (county_id) where distance = 0 and indicators.kind = 'count'"
        ).fetchall()
        raw = con.execute(
            "select count(*) from open.services join derived.service_months using (community_id, month, indicator_id) "
            "where service_months.suppressed and services.value is not null"
        ).fetchone()
    assert raw == (0,)
    assert len(cells) > 100
    shown = {
        (unit, month, indicator): value for unit, month, indicator, value, hidden, *_ in cells if not hidden
    }
    withheld: dict[tuple[str, str, str], int] = defaultdict(int)
    for unit, month, indicator, value, hidden, people, parent, threshold in cells:
        assert hidden == (value is None)
        assert people or not hidden
        if people and not hidden:
            assert value >= threshold, (unit, month, indicator)
        if hidden and parent:
            withheld[parent, month, indicator] += 1
    assert withheld
    for place, parts in withheld.items():
        assert place not in shown or parts != 1, place
