"""Faults of approvals, duties, corrections, units, services and claims, and what is only remarked on."""

from __future__ import annotations

from tests.faults.cases import SECOND_COMMUNITY, Case, P, Place, R, _add, _all, _sub
from tests.publisher import ACCOUNTS, PAYMENTS, REVENUE, Row

DECISIONS, MATTERS, POSTINGS = (f"{ACCOUNTS}/{name}.csv" for name in ("decisions", "matters", "postings"))
CORRECTIONS, OBJECTIONS, SERVICES = (
    f"{ACCOUNTS}/{name}.csv" for name in ("corrections", "objections", "services")
)
UNITS, AUDITS, INDICATORS, CLAIMS = (
    f"lan/{name}.csv" for name in ("communities", "audits", "indicators", "claims")
)
PROFILE = "lan/profile.toml"
OWNERS_DUTY = 'fund_kind = "owners"\ndue_day = 10\n'
TIERS = """
[[tiers]]
matter_class = "minor"
below = {tier}

[[tiers]]
matter_class = "general"
at_least = {tier}
"""
REVIEW = "m-1,review,2025-02-10,第一社区党组织,community_secretary,approved"
APPLY = "m-1,apply,2025-02-01,甲小区业委会,committee_chair,approved"
ANSWER = "2025-03-16,2025-03-05,旧门禁已坏。"
LAST_UNIT = "lan-c01-b,乙小区,,compound,lan-c01,,100,9000.50,,,"


def _at(rule: str, file: str, line: int, column: str) -> list[Place]:
    return [(rule, f"data/{file}", line, column)]


def _paid(**changed: str) -> Row:
    return {"payment_id": "d-9", "fund_id": "f-a", "paid_on": "2025-02-20", "purpose": "bank",
            "description": "手续费", "amount": "0"} | changed  # fmt: skip


GOODS = _add(REVENUE, {"entry_id": "r-9", "fund_id": "f-a", "month": "2025-02", "category": "gift", "basis": "in_kind",
                       "gross": "60", "cost": "0", "note": "按市场价估值"})  # fmt: skip


def _decided(**changed: str) -> Row:
    return {"matter_id": "m-1", "step": "apply", "decided_on": "2025-02-05", "body": "业委会",
            "outcome": "approved"} | changed  # fmt: skip


def _corrected(**changed: str) -> Row:
    return {"correction_id": "x-2", "dataset": "revenue", "row_key": "r-4", "column": "gross", "old_value": "800",
            "new_value": "800.00", "reason": "核对", "decided_by": "社区监督小组", "corrected_on": "2025-02-16"} | changed  # fmt: skip


def _counted(**changed: str) -> Row:
    return {"indicator_id": "received", "name": "收到", "unit": "件", "kind": "count", "aggregate": "sum",
            "counts_people": "false", "definition": "当月件数"} | changed  # fmt: skip


def _unit(name: str, parent: str) -> Row:
    return {"community_id": name, "name": "小区", "level": "compound", "parent_id": parent}


RATE = _counted(indicator_id="rate", unit="%", kind="ratio", aggregate="none", numerator_id="solved",
                denominator_id="received")  # fmt: skip
CASE_COUNTS = _add(INDICATORS, _counted(), _counted(indicator_id="solved"), RATE)


def _cases(month: str, **values: str) -> list[Row]:
    return [
        {"community_id": "lan-c01-a", "month": month, "indicator_id": name, "value": value}
        for name, value in values.items()
    ]


ERRORS = [
    # Approvals
    Case("payment without a matter", _sub(PAYMENTS, "256.78,m-1,", "256.78,,"),
         [("payments_name_a_matter_where_steps_are_due", P, 3, "matter_id")],
         ("Payment d-2 of 256.78 is a minor matter of owners money",)),
    Case("payment without a matter at its tier",
         _all(_sub(PAYMENTS, "256.78,m-1,", "256.78,,"),
              lambda p: p.write(PROFILE, p.text(PROFILE) + TIERS.format(tier="301"))),
         [("payments_name_a_matter_where_steps_are_due", P, 3, "matter_id")]),
    Case("payment on another fund's matter", _add(PAYMENTS, _paid(fund_id="f-b", matter_id="m-1")),
         [("payments_name_a_matter_of_their_fund", P, 4, "matter_id")], ("m-1 belongs to fund f-a",)),
    Case("payment on a rejected matter", _sub(MATTERS, ",approved", ",rejected"),
         [("payments_rest_on_an_approved_matter", P, 3, "matter_id")], ("which is rejected",)),
    Case("payment on a pending matter", _sub(MATTERS, ",approved", ",pending"),
         [("payments_rest_on_an_approved_matter", P, 3, "matter_id")], ("which is pending",)),
    Case("step left out", _sub(DECISIONS, f"{REVIEW},,,,,,\n", ""),
         _at("approved_matters_took_every_step", MATTERS, 2, "outcome"), ("step review of the profile",)),
    Case("step refused", _sub(DECISIONS, REVIEW, REVIEW.replace("approved", "rejected")),
         _at("approved_matters_took_every_step", MATTERS, 2, "outcome")),
    Case("misspelt step", _add(DECISIONS, _decided(step="reveiw")),
         _at("decisions_name_a_known_step", DECISIONS, 4, "step"), ("has step reveiw",)),
    Case("steps out of order", _sub(DECISIONS, "review,2025-02-10", "review,2025-01-31"),
         _at("steps_follow_their_order", DECISIONS, 3, "decided_on"),
         ("review on 2025-01-31 is before the steps that precede it (2025-02-01)",)),
    Case("payment before the last step", _sub(DECISIONS, "review,2025-02-10", "review,2025-02-21"),
         [("payments_follow_the_last_step", P, 3, "paid_on")], ("took its last step on 2025-02-21",)),
    Case("payments beyond their matter",
         _all(GOODS, _sub(MATTERS, "300.00", "256.78"),
              _add(PAYMENTS, _paid(matter_id="m-1", amount="0.01", in_kind="true"),
                   _paid(payment_id="d-10", matter_id="m-1", amount="5", in_kind="true"))),
         [("payments_stay_within_their_matter", P, 3, "amount")], ("has cost 261.78; approved was 256.78",)),
    Case("matter classed too light", lambda p: p.write(PROFILE, p.text(PROFILE) + TIERS.format(tier="300")),
         _at("matters_are_classed_by_their_amount", MATTERS, 2, "class"),
         ("of 300.00 is general by the county's profile, but is classed minor",)),
    Case("one office at two steps", _sub(DECISIONS, "community_secretary", "committee_chair"),
         _at("offices_chair_one_step_of_a_matter", DECISIONS, 3, "chair_role"), ("Steps apply and review of matter m-1",)),
    Case("major matter without the assembly", _sub(MATTERS, ",minor,", ",major,"),
         _at("major_owners_matters_pass_the_assembly", MATTERS, 2, "class")),
    Case("major matter the assembly refused",
         _all(_sub(MATTERS, ",minor,", ",major,"), _add(DECISIONS, _decided(chair_role="assembly", outcome="rejected",
                                                                              step="review", matter_id="m-1")),
              _sub(DECISIONS, f"{REVIEW},,,,,,\n", "")),
         _at("major_owners_matters_pass_the_assembly", MATTERS, 2, "class")),
    # Duties
    Case("notice that ends before it begins", _sub(POSTINGS, "f-a,2025-01,2025-02-08,,", "f-a,2025-01,2025-02-08,2025-02-07,"),
         _at("notices_come_down_after_they_went_up", POSTINGS, 5, "posted_until")),
    Case("notice before the month's end", _sub(POSTINGS, "f-a,2025-01,2025-02-08", "f-a,2025-01,2025-01-30"),
         _at("notices_follow_the_month_they_show", POSTINGS, 5, "posted_on")),
    Case("more mended than found", _sub(AUDITS, ",1,1,", ",1,2,"),
         _at("audits_mend_no_more_than_they_found", AUDITS, 2, "rectified")),
    Case("audit published within its period", _sub(AUDITS, "2025-04-02", "2025-03-31"),
         _at("audits_are_published_after_their_period", AUDITS, 2, "published_on")),
    Case("audit period reversed", _sub(AUDITS, "2025-01,2025-03", "2025-03,2025-01"),
         _at("audits_are_published_after_their_period", AUDITS, 2, "period_to")),
    Case("answer before its question", _sub(OBJECTIONS, "2025-03-05", "2025-02-28"),
         _at("answers_follow_their_question", OBJECTIONS, 2, "answered_on")),
    Case("due before it was asked", _sub(OBJECTIONS, "2025-03-16", "2025-02-16"),
         _at("answers_follow_their_question", OBJECTIONS, 2, "due_on")),
    Case("day without an answer", _sub(OBJECTIONS, "旧门禁已坏。", ""), _at("answers_carry_their_date", OBJECTIONS, 2, "answer")),
    Case("answer without a day", _sub(OBJECTIONS, "2025-03-05", ""),
         _at("answers_carry_their_date", OBJECTIONS, 2, "answered_on")),
    # Corrections
    Case("correction of no dataset", _sub(CORRECTIONS, "revenue,", "revenues,"),
         _at("corrections_name_a_cell_that_exists", CORRECTIONS, 2, "dataset")),
    Case("correction of no row", _sub(CORRECTIONS, "r-4", "r-44"),
         _at("corrections_name_a_cell_that_exists", CORRECTIONS, 2, "row_key")),
    Case("correction of no column", _sub(CORRECTIONS, "gross", "grss"),
         _at("corrections_name_a_cell_that_exists", CORRECTIONS, 2, "column")),
    Case("correction to another value", _sub(CORRECTIONS, ",800.00,", ",801.00,"),
         _at("corrections_lead_to_the_present_value", CORRECTIONS, 2, "new_value"),
         ("new_value is 801.0000, where 800.0000 belongs",)),
    Case("correction of a correction that does not follow on", _add(CORRECTIONS, _corrected(old_value="700.00")),
         _at("corrections_lead_to_the_present_value", CORRECTIONS, 3, "old_value")),
    Case("correction of a text", _add(CORRECTIONS, _corrected(column="note", row_key="r-7", new_value="谢谢")),
         _at("corrections_lead_to_the_present_value", CORRECTIONS, 3, "new_value"), ("is “…”, where “…” belongs",)),
    # Units
    Case("entry before its unit was established", _sub(UNITS, LAST_UNIT, LAST_UNIT.replace(",,,", ",2025-02-01,,")),
         [("entries_fall_in_their_units_time", R, 7, "month")], ("This row of revenue is of 2025-01",)),
    Case("entries after their unit was retired",
         _sub(UNITS, LAST_UNIT, LAST_UNIT.replace(",,,", ",,2025-02-28,lan-c01-a")),
         [("entries_fall_in_their_units_time", R, 8, "month"),
          *_at("entries_fall_in_their_units_time", SERVICES, 3, "month"),
          *_at("entries_fall_in_their_units_time", SERVICES, 5, "month")]),
    Case("retired without a successor", _sub(UNITS, LAST_UNIT, LAST_UNIT.replace(",,,", ",,2025-03-31,")),
         _at("retired_units_name_a_successor", UNITS, 5, "successor_id")),
    Case("successor retired first",
         _all(SECOND_COMMUNITY, _sub(UNITS, LAST_UNIT, LAST_UNIT.replace(",,,", ",,2025-03-31,lan-x")),
              _add(UNITS, {**_unit("lan-x", "lan-c02"), "retired_on": "2025-03-31", "successor_id": "lan-c01-a"})),
         _at("retired_units_name_a_successor", UNITS, 5, "successor_id")),
    Case("successor of a unit that goes on", _sub(UNITS, LAST_UNIT, LAST_UNIT + "lan-c01-a"),
         _at("retired_units_name_a_successor", UNITS, 5, "retired_on")),
    Case("demonstration without its mark", _all(_sub(PROFILE, "demo = true", "demo = false"), _sub(UNITS, "澜县", "澜演示县")),
         _at("demonstration_data_is_marked", UNITS, 2, "name")),
    Case("demonstration organisation in real accounts",
         _all(_sub(PROFILE, "demo = true\n", ""), _sub("lan/organisations.csv", "Lan River Services", "Demo Services")),
         _at("demonstration_data_is_marked", "lan/organisations.csv", 2, "name")),
    Case("records of the future",
         _all(_sub(POSTINGS, "f-a,2025-03,2025-04-09", "f-a,2025-03,2025-04-16"),
              _sub(CORRECTIONS, "2025-02-15", "2025-04-16"), _sub(OBJECTIONS, "2025-03-05", "2025-04-16"),
              _sub("lan/space_events.csv", "2025-02-10", "2025-04-16"), _sub(AUDITS, "2025-04-02", "2025-04-16"),
              _add(MATTERS, {"matter_id": "m-2", "fund_id": "f-a", "title": "路灯", "class": "minor", "outcome": "pending"}),
              _add(DECISIONS, _decided(matter_id="m-2", decided_on="2025-04-16"))),
         [place for file, line, column in (
             (POSTINGS, 7, "posted_on"), (CORRECTIONS, 2, "corrected_on"), (OBJECTIONS, 2, "answered_on"),
             ("lan/space_events.csv", 5, "event_on"), (AUDITS, 2, "published_on"), (DECISIONS, 4, "decided_on"))
          for place in _at("nothing_is_dated_after_the_as_of_day", file, line, column)],
         ("posted_on in postings is 2025-04-16; the accounts end on 2025-04-15",)),
    # Services
    Case("more solved than received",
         _all(CASE_COUNTS, _add(SERVICES, *_cases("2025-01", received="5", solved="2"), *_cases("2025-02", received="1", solved="5"))),
         _at("parts_stay_within_their_whole", SERVICES, 9, "value"), ("solved is 7, more than received, 6",)),
    Case("half a visit", _sub(SERVICES, ",120", ",120.5"), _at("counts_are_whole_numbers", SERVICES, 2, "value"),
         ("meals is 120.5",)),
    Case("ratio that was entered", _all(CASE_COUNTS, _add(SERVICES, *_cases("2025-01", rate="50"))),
         _at("ratios_are_computed_never_entered", SERVICES, 6, "indicator_id")),
    Case("ratio without its parts",
         _add(INDICATORS, RATE | {"numerator_id": "meals", "denominator_id": ""},
              RATE | {"indicator_id": "rate-2", "numerator_id": "", "denominator_id": "meals"},
              RATE | {"indicator_id": "rate-3", "numerator_id": "meals", "denominator_id": "meals"},
              _counted(numerator_id="meals")),
         [*_at("ratios_name_two_counts", INDICATORS, 4, "denominator_id"),
          *_at("ratios_name_two_counts", INDICATORS, 5, "numerator_id"),
          *_at("ratios_name_two_counts", INDICATORS, 6, "denominator_id"),
          *_at("ratios_name_two_counts", INDICATORS, 7, "numerator_id")]),
    Case("visits over persons", _add(INDICATORS, RATE | {"numerator_id": "helped", "denominator_id": "meals"}),
         _at("percentages_divide_like_by_like", INDICATORS, 4, "unit")),
    # Claims
    Case("about without a tolerance", _sub(CLAIMS, ",over,", ",about,"),
         _at("approximate_claims_state_a_tolerance", CLAIMS, 2, "tolerance")),
]  # fmt: skip

REMARKS = [
    Case("chair with two posts", _sub(DECISIONS, "committee_chair", "both_posts"),
         _at("chairs_hold_one_post", "lan/funds.csv", 3, ""), ("both posts chaired 1 matters, and two steps of 0",)),
    Case("chair with two posts at both steps",
         _all(_sub(DECISIONS, "committee_chair", "both_posts"), _sub(DECISIONS, "community_secretary", "both_posts")),
         _at("chairs_hold_one_post", "lan/funds.csv", 3, ""), ("two steps of 1 of them",)),
    Case("notice taken down early",
         _all(_sub(PROFILE, OWNERS_DUTY, f"{OWNERS_DUTY}posting_days = 10\n"),
              _sub(POSTINGS, "f-a,2025-01,2025-02-08,,", "f-a,2025-01,2025-02-08,2025-02-16,"),
              _sub(POSTINGS, "f-a,2025-02,2025-03-07,,", "f-a,2025-02,2025-03-07,2025-03-16,")),
         _at("notices_stay_up_long_enough", POSTINGS, 5, "posted_until"), ("stayed up 9 days, not the 10",)),
    Case("audit of all but one", _sub("lan/audit_coverage.csv", "a-1,f-b\n", ""),
         _at("audits_cover_what_they_claim", AUDITS, 2, "scope"), ("claims all 2 funds and covered 1; left out: f-b",)),
    Case("open audit finding", _sub(AUDITS, ",1,1,", ",1,0,"),
         _at("audit_findings_are_mended", AUDITS, 2, "rectified"), ("1 of 1 findings are still open",)),
    Case("late answer", _sub(OBJECTIONS, "2025-03-05", "2025-03-20"),
         _at("objections_are_answered_in_time", OBJECTIONS, 2, "answered_on"), ("answered 2025-03-20: 4 days late",)),
    Case("no answer", _sub(OBJECTIONS, ANSWER, "2025-03-16,,"),
         _at("objections_are_answered_in_time", OBJECTIONS, 2, "answered_on"), ("30 days late",)),
    Case("claim without measure or scope", _sub(CLAIMS, ",,compounds", ",,"),
         _at("claims_without_a_measure_say_why", CLAIMS, 2, "scope")),
    Case("claims of two dates",
         _all(_sub(CLAIMS, "over,,,《县报》", "over,,2025-04-01,《县报》"),
              _add(CLAIMS, {"claim_id": "cl-2", "community_id": "lan", "statement": "小区两个", "value": "2", "unit": "个",
                            "qualifier": "exact", "as_of": "2024-04-01", "source": "《县报》", "measure": "compounds"})),
         _at("claims_of_one_measure_share_a_date", CLAIMS, 3, "as_of"), ("cl-2 (as of 2024-04-01) and cl-1 (as of 2025-04-01)",)),
    Case("claim the accounts deny", _sub(CLAIMS, ",1,个,", ",2,个,"),
         _at("claims_agree_with_the_accounts", CLAIMS, 2, "value"), ("Claim cl-1 (over 2); the accounts give 2",)),
]  # fmt: skip

SOUND = [
    Case("payment on the day of the last step", _sub(DECISIONS, "review,2025-02-10", "review,2025-02-20"), []),
    Case("payment of all its matter", _sub(MATTERS, "300.00", "256.78"), []),
    Case("class graver than the amount asks",
         _all(_sub(MATTERS, ",minor,", ",general,"),
              lambda p: p.write(PROFILE, p.text(PROFILE) + TIERS.format(tier="300.01"))), []),
    Case("bank charges, gifts and nothing without a matter",
         _all(GOODS, _add(PAYMENTS, _paid(), _paid(payment_id="d-10", purpose="visits", amount="50", in_kind="true"),
                          _paid(payment_id="d-11", purpose="events"))), []),
    Case("one office files what it decided",
         _sub(DECISIONS, REVIEW, REVIEW.replace("community_secretary,approved", "committee_chair,filed")), []),
    Case("notice posted on the month's last day", _sub(POSTINGS, "f-a,2025-01,2025-02-08", "f-a,2025-01,2025-01-31"), []),
    Case("answered on the last day", _sub(OBJECTIONS, "2025-03-05", "2025-03-16"), []),
    Case("audit of some", _all(_sub(AUDITS, ",all,", ",selected,"), _sub("lan/audit_coverage.csv", "a-1,f-b\n", "")), []),
    Case("corrections in a chain",
         _add(CORRECTIONS, _corrected(),
              _corrected(correction_id="x-3", dataset="statements", row_key="f-a/2025-01", column="closing_balance",
                         old_value="1", new_value="1700"),
              _corrected(correction_id="x-4", row_key="r-6", column="note", old_value="旧", new_value="")), []),
    Case("merged into a neighbour",
         _sub(UNITS, LAST_UNIT, LAST_UNIT.replace(",,,", ",2025-01-01,2025-03-01,lan-c01-a")), []),
    Case("solved what was received earlier",
         _all(CASE_COUNTS, _add(SERVICES, *_cases("2025-01", received="5", solved="2"), *_cases("2025-02", received="1", solved="4"))),
         []),
    Case("visits for each person", _add(INDICATORS, RATE | {"unit": "次/人", "numerator_id": "meals", "denominator_id": "helped"}), []),
    Case("hours by halves",
         _all(_add(INDICATORS, _counted(indicator_id="hours", unit="小时")), _add(SERVICES, *_cases("2025-01", hours="1.5"))), []),
    Case("demonstration that is marked", _sub(UNITS, "澜县", "澜演示县"), []),
]  # fmt: skip
