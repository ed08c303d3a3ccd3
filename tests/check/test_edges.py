"""Edges of rules: honest accounts that they must bear, evasions that they must see, and what no message repeats."""

from __future__ import annotations

from pathlib import Path

import pytest

from sunledger.check import apply_rules, conform
from sunledger.derive import derive
from sunledger.model import Finding
from sunledger.read import read
from sunledger.resources import dataset_names
from tests.check.givens import ENDED, FUND, HANDED_OVER, OPERATOR, RENT, STEPS, matter, put, revised, shares
from tests.derive.conftest import Given
from tests.publisher import Publisher, Row


def _found(root: Path, rules: set[str], given: Given, profile: str = "") -> list[Finding]:
    """Return what these rules find in the rows given, with everything not given filled in plainly."""
    publisher = Publisher(root)
    put(publisher, given, profile)
    (root / "scratch").mkdir()
    reading = read(publisher.data, root / "scratch")
    checked = conform(reading)
    assert [finding for finding in checked.findings if finding.severity == "error"] == []
    made = derive(reading, checked.unclean)
    checked = apply_rules(reading.con, checked, (frozenset(dataset_names()) - checked.unclean) | made)
    reading.con.close()
    applicable = {verdict.rule for verdict in checked.verdicts if verdict.applicable}
    assert rules <= applicable, rules - applicable
    return [finding for finding in checked.findings if finding.rule in rules]


def _places(findings: list[Finding]) -> list[tuple[str, int]]:
    return [(finding.rule, finding.line) for finding in findings]


@pytest.mark.parametrize(("month", "wanted"), [("2025-01", 0), ("2025-02", 1)])
def test_a_share_may_come_in_the_january_after_its_project(month: str, wanted: int, tmp_path: Path) -> None:
    """A yearly share is settled the January after, even where the project has ended, and not later."""
    rule = "revenue_falls_in_its_project"
    assert len(_found(tmp_path, {rule}, shares(month))) == wanted


@pytest.mark.parametrize(("ended", "wanted"), [("2025-06-30", 0), ("2025-08-01", 1)])
def test_a_room_may_be_let_again_when_a_project_ended_early(ended: str, wanted: int, tmp_path: Path) -> None:
    """A contract that ran out with its project before its day leaves the room free for the next."""
    given: Given = {
        "organisations": OPERATOR,
        "funds": FUND,
        "spaces": [{"space_id": "s", "community_id": "x", "area_m2": "10", "use": "let"}],
        "projects": [
            {**ENDED, "ended_on": ended, "space_id": "s"},
            {"project_id": "q", "community_id": "x", "space_id": "s"},
        ],
        "contracts": [
            {"contract_id": "k", "project_id": "p", "starts_on": "2025-01-01", "ends_on": "2025-12-31", **RENT},
            {"contract_id": "l", "project_id": "q", "starts_on": "2025-08-01", "ends_on": "2025-12-31", **RENT},
        ],
    }  # fmt: skip
    assert len(_found(tmp_path, {"leases_of_a_space_do_not_overlap"}, given)) == wanted


def test_a_handed_over_fund_of_a_retired_unit_needs_no_entry(tmp_path: Path) -> None:
    """Months after a unit was retired need no nil return, unless money is still in the fund."""
    found = _found(tmp_path, {"every_month_has_an_entry"}, HANDED_OVER, "as_of = 2025-02-28\n")
    assert sorted(_places(found)) == [
        ("every_month_has_an_entry", 2),
        ("every_month_has_an_entry", 3),
        ("every_month_has_an_entry", 3),
    ]


@pytest.mark.parametrize(("outcome", "wanted"), [("published", 0), ("filed", 1)])
def test_the_result_is_posted_after_the_payment(outcome: str, wanted: int, tmp_path: Path) -> None:
    """A posting that the profile does not ask for beforehand, such as that of the result, may come later."""
    given = matter("result", "2025-01-20", outcome, amount="5000")
    assert len(_found(tmp_path, {"payments_follow_the_last_step"}, given, STEPS)) == wanted


def test_a_posting_that_is_due_comes_before_the_payment(tmp_path: Path) -> None:
    """A posting among the steps the profile asks for is a step like any other."""
    given = matter("result", "2025-01-20", "published", amount="5000")
    profile = STEPS.replace('steps = ["apply"]', 'steps = ["apply", "result"]')
    assert len(_found(tmp_path, {"payments_follow_the_last_step"}, given, profile)) == 1


@pytest.mark.parametrize(("amount", "wanted"), [("", 1), ("4999.99", 0)])
def test_a_matter_without_an_amount_is_classed_by_its_payments(
    amount: str, wanted: int, tmp_path: Path
) -> None:
    """Leaving the amount blank does not make a great matter small."""
    given = matter("result", "2025-01-20", "published", amount=amount)
    found = _found(tmp_path, {"matters_are_classed_by_their_amount"}, given, STEPS)
    assert len(found) == wanted
    assert all("5,000.00" in finding.message_en for finding in found)


@pytest.mark.parametrize(
    ("outcome", "wanted"), [("approved", 0), ("filed", 1), ("published", 1), ("rejected", 1)]
)
def test_a_vote_of_the_assembly_is_not_merely_filed(outcome: str, wanted: int, tmp_path: Path) -> None:
    """Calling a vote filed or posted does not spare it from being counted."""
    given = matter("result", "2025-01-05", outcome, amount="5", **{"class": "minor"})
    given["decisions"][1]["chair_role"] = "assembly"
    profile = STEPS.replace('steps = ["apply"]', 'steps = ["apply", "result"]')
    assert len(_found(tmp_path, {"approved_matters_took_every_step"}, given, profile)) == wanted


@pytest.mark.parametrize(
    ("day", "amount", "bucket", "wanted"),
    [
        ("2025-03-01", "1000", "old", []),
        ("2025-05-01", "1000", "old", []),
        ("2025-03-01", "1000.01", "old", ["payments_stay_within_their_bucket"]),
        ("2025-02-14", "1", "new", ["payments_name_a_bucket_of_their_scheme", "payments_stay_within_their_bucket"]),
        ("2025-05-01", "1", "odd", ["payments_name_a_bucket_of_their_scheme"]),
        ("2025-03-01", "1", "", ["payments_name_a_bucket_of_their_scheme"]),
        ("2025-05-01", "70", "", []),
        ("2025-05-01", "70.01", "", ["payments_stay_within_their_bucket"]),
    ],
)  # fmt: skip
def test_money_of_a_revised_scheme_is_spent_from_its_bucket(
    day: str, amount: str, bucket: str, wanted: list[str], tmp_path: Path
) -> None:
    """What is left of an old bucket may be spent, no more; after the last scheme only what nothing divided."""
    rules = {"payments_name_a_bucket_of_their_scheme", "payments_stay_within_their_bucket"}
    found = _found(tmp_path, rules, revised(day, amount, bucket))
    assert sorted(finding.rule for finding in found) == wanted


@pytest.mark.parametrize(("bucket", "wanted"), [("old", 0), ("new", 0), ("odd", 1)])
def test_money_of_a_revised_scheme_is_moved_from_its_bucket(bucket: str, wanted: int, tmp_path: Path) -> None:
    """A transfer may take what is left of a bucket of the scheme before."""
    given = {**revised("2025-03-01", "0", "new"), "transfers": [
        {"from_fund_id": "f", "to_fund_id": "g", "moved_on": "2025-03-05", "amount": "0", "bucket": bucket}
    ]}  # fmt: skip
    given["funds"] = [*given["funds"], {"fund_id": "g", "kind": "governance"}]
    assert len(_found(tmp_path, {"transfers_name_a_bucket_of_their_scheme"}, given)) == wanted


def test_a_correction_stands_in_the_folder_of_what_it_corrects(tmp_path: Path) -> None:
    """One community's folder holds no correction of another's statistics, rooms, projects, claims or funds."""
    facts = {"old_value": "1", "new_value": "2", "reason": "写错", "decided_by": "小组", "corrected_on": "2025-02-01"}  # fmt: skip
    cells = (
        ("communities", "x-b", "households"),
        ("spaces", "s", "area_m2"),
        ("space_events", "s/listed/2025-01-01", "area_m2"),
        ("projects", "p", "staff"),
        ("services", "x-b/2025-01/events", "value"),
        ("claims", "c", "value"),
        ("funds", "f", "opening_balance"),
        ("funds", "g", "opening_balance"),
    )
    given: Given = {
        "communities": [
            {"community_id": "x"},
            *({"community_id": unit, "level": "community", "parent_id": "x", "households": "2"} for unit in ("x-a", "x-b")),
        ],
        "funds": [
            {"fund_id": fund, "community_id": unit, "opening_balance": "2"} for fund, unit in (("f", "x-b"), ("g", "x-a"))
        ],
        "spaces": [{"space_id": "s", "community_id": "x-b", "area_m2": "2", "use": "let"}],
        "space_events": [{"space_id": "s", "event": "listed", "event_on": "2025-01-01", "area_m2": "2"}],
        "projects": [{"project_id": "p", "community_id": "x-b", "staff": "2"}],
        "indicators": [{"indicator_id": "events", "kind": "count", "aggregate": "sum", "counts_people": "false"}],
        "services": [{"community_id": "x-b", "month": "2025-01", "indicator_id": "events", "value": "2"}],
        "claims": [{"claim_id": "c", "community_id": "x-b", "value": "2", "qualifier": "exact", "scope": "无"}],
        "x-a/corrections": [
            {"correction_id": f"k-{number}", "dataset": dataset, "row_key": key, "column": column, **facts}
            for number, (dataset, key, column) in enumerate(cells)
        ],
    }  # fmt: skip
    rules = {"folders_hold_their_own_rows", "corrections_lead_to_the_present_value"}
    found = _found(tmp_path, rules, given)
    assert _places(found) == [("folders_hold_their_own_rows", line) for line in range(2, 9)]


def test_no_message_repeats_a_count_of_people(tmp_path: Path) -> None:
    """Findings about counts of people and households name the place and the fault, never the figure."""
    indicators: list[Row] = [
        {"indicator_id": name, "kind": "count", "aggregate": "sum", "counts_people": "true", "unit": "户"}
        for name in ("asked", "helped")
    ]
    indicators.append({"indicator_id": "share", "kind": "ratio", "aggregate": "none", "counts_people": "false",
                       "unit": "%", "numerator_id": "helped", "denominator_id": "asked"})  # fmt: skip
    facts = {"reason": "写错", "decided_by": "小组", "corrected_on": "2025-02-01"}
    given: Given = {
        "funds": FUND,
        "indicators": indicators,
        "services": [
            {"community_id": "x", "month": "2025-01", "indicator_id": name, "value": value}
            for name, value in (("asked", "7.5"), ("helped", "8"))
        ],
        "disbursements": [{"fund_id": "f", "paid_on": "2025-01-02", "amount": "0", "households": "6"}],
        "corrections": [
            {"correction_id": "c-x", "dataset": "disbursements", "row_key": "z-0", "column": "households", "old_value": "9",
             "new_value": "5", **facts},
            {"correction_id": "c-y", "dataset": "services", "row_key": "x/2025-01/asked", "column": "value", "old_value": "9",
             "new_value": "5", **facts},
        ],
    }  # fmt: skip
    rules = {
        "counts_are_whole_numbers",
        "parts_stay_within_their_whole",
        "corrections_lead_to_the_present_value",
    }
    found = _found(tmp_path, rules, given, "as_of = 2025-02-28\n")
    assert {finding.rule for finding in found} == rules
    assert len(found) == 4
    for finding in found:
        words = (finding.message_zh + finding.message_en).replace("2025-01", "")
        assert not any(digit in words for digit in "56789"), words
