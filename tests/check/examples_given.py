"""More examples of rules, many of them small counties of their own; see ``examples``."""

from __future__ import annotations

from tests.check.changes import CLAIMS, CORRECTIONS, INDICATORS, PROFILE, SERVICES, Spoil, add, both, sub
from tests.check.examples import claim, indicator, served
from tests.check.givens import HANDED_OVER, STEPS, matter, put_alone, revised, shares
from tests.derive.conftest import Given

PARTNERS, UNITS = "lan/partners.csv", "lan/communities.csv"
RESULT_DUE = STEPS.replace('steps = ["apply"]', 'steps = ["apply", "result"]')


def _given(given: Given, profile: str = "") -> Spoil:
    return lambda publisher: put_alone(publisher, given, profile)


def _voted(outcome: str) -> Given:
    """Let the assembly take a step, with an outcome of some name."""
    given = matter("result", "2025-01-05", outcome, amount="5")
    given["decisions"][1]["chair_role"] = "assembly"
    return given


def _moved(day: str, bucket: str) -> Given:
    """Move nothing out of a bucket on a day, and name it."""
    given = revised("2025-03-01", "0", "new")
    given["funds"] = [*given["funds"], {"fund_id": "g", "kind": "governance"}]
    given["transfers"] = [
        {"from_fund_id": "f", "to_fund_id": "g", "moved_on": day, "amount": "0", "bucket": bucket}
    ]
    return given


GIVEN: dict[str, list[Spoil]] = {
    "approved_matters_took_every_step": [_given(_voted("filed"), RESULT_DUE)],
    "benefits_follow_the_partners_tier": [sub(PARTNERS, (",3,,true", ",3,0,true"))],
    "corrections_lead_to_the_present_value": [
        add(CORRECTIONS, {
            "correction_id": "x-9", "dataset": "revenue", "row_key": "r-1", "column": "grss", "old_value": "1",
            "new_value": "2", "reason": "写错", "decided_by": "小组", "corrected_on": "2025-02-01",
        }),
    ],
    "entries_fall_in_their_units_time": [sub(UNITS, ("9000.50,,,", "9000.50,2025-03-01,,"))],
    "every_month_has_an_entry": [_given(HANDED_OVER, "as_of = 2025-02-28\n")],
    "partnerships_and_loans_run_forward": [sub(PARTNERS, ("2024-11-01,,3", "2024-12-01,,3"))],
    "parts_stay_within_their_whole": [
        both(
            add(INDICATORS, indicator("asked", unit="人", counts_people="true"),
                 indicator("share", kind="ratio", aggregate="none", numerator_id="helped", denominator_id="asked")),
            add(SERVICES, served("asked", "20", "2025-02"), served("helped", "3000", "2025-02")),
        ),
    ],
    "payments_follow_the_last_step": [
        _given(matter("result", "2025-01-20", "published", amount="5000"), STEPS),
        _given(matter("result", "2025-01-20", "filed", amount="5000"), STEPS),
        _given(matter("result", "2025-01-20", "published", amount="5000"), RESULT_DUE),
    ],
    "payments_name_a_bucket_of_their_scheme": [
        _given(revised(day, "1", "")) for day in ("2025-03-01", "2025-03-31", "2025-05-01")
    ],
    "payments_stay_within_their_bucket": [
        _given(revised("2025-05-01", "70.01", "")), _given(revised("2025-01-01", "1", "")), _given(revised("2025-03-31", "1", "")),
    ],
    "persons_are_compared_with_persons": [add(CLAIMS, claim(claim_id="cl-9", unit="人次", measure="helped"))],
    "revenue_falls_in_its_project": [_given(shares("2025-01"))],
    "space_targets_are_met": [
        both(add("lan/communities-2024.csv", {"community_id": "b-1", "name": "社区", "level": "community", "parent_id": "lan"}, {"community_id": "a-1", "name": "社区", "level": "community", "parent_id": "lan"}),
             sub(PROFILE, ("percent = 50", "percent = 60.1"))),
    ],
    "transfers_name_a_bucket_of_their_scheme": [
        _given(_moved(day, "odd")) for day in ("2025-03-05", "2025-03-31", "2025-05-05")
    ],
}  # fmt: skip
"""By rule, as ``EXAMPLES``."""
