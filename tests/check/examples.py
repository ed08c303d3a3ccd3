"""Changes to the good publisher that bring out, of each rule, the conditions that no fault needs.

An example need not be sound otherwise, nor break its rule: what counts is that the rule comes out otherwise
when one of its conditions is left out or one of its limits is moved.
"""

from __future__ import annotations

from tests.check.changes import (
    CLAIMS,
    CONTRACTS,
    CORRECTIONS,
    DECISIONS,
    EVENTS,
    FUNDS,
    INDICATORS,
    MATTERS,
    OBJECTIONS,
    POSTINGS,
    PROFILE,
    PROJECTS,
    SCHEMES,
    SERVICES,
    SPACES,
    TRANSFERS,
    TURNOVERS,
    Spoil,
    add,
    both,
    sub,
)
from tests.publisher import ACCOUNTS, PAYMENTS, REVENUE, STATEMENTS, Publisher, Row


def claim(**facts: str) -> Row:
    """Fill in a claim."""
    return {"community_id": "lan", "statement": "人人满意", "value": "1", "unit": "个", "qualifier": "over",
            "source": "报纸", "scope": "没有对照", **facts}  # fmt: skip


def _fund(fund_id: str, kind: str, **facts: str) -> Row:
    return {"fund_id": fund_id, "community_id": "lan-c01", "kind": kind, "name": "资金", "account_kind": "own",
            "opened_on": "2025-01-01", "opening_balance": "0", **facts}  # fmt: skip


def _earned(entry_id: str, month: str, basis: str, gross: str, **facts: str) -> Row:
    return {"entry_id": entry_id, "fund_id": "f-ent", "month": month, "project_id": "p-1", "basis": basis,
            "gross": gross, "cost": "0", **facts}  # fmt: skip


def _paid(payment_id: str, day: str, amount: str, **facts: str) -> Row:
    return {"payment_id": payment_id, "fund_id": "f-a", "paid_on": day, "purpose": "events", "description": "活动",
            "amount": amount, **facts}  # fmt: skip


def _moved(transfer_id: str, source: str, target: str, day: str, amount: str) -> Row:
    return {"transfer_id": transfer_id, "from_fund_id": source, "to_fund_id": target, "moved_on": day,
            "amount": amount, "reason": "profit_share"}  # fmt: skip


def _matter(matter_id: str, fund_id: str, **facts: str) -> Row:
    return {
        "matter_id": matter_id,
        "fund_id": fund_id,
        "title": "活动",
        "class": "major",
        "outcome": "approved",
        **facts,
    }


def _decided(matter_id: str, **facts: str) -> Row:
    return {"matter_id": matter_id, "step": "review", "decided_on": "2025-02-10", "body": "业主大会",
            "outcome": "approved", **facts}  # fmt: skip


def _vote(
    outcome: str = "approved",
    *,
    chair: str = "assembly",
    heads: str = "100,80,60",
    area: str = "1000.00,800.00,600.00",
) -> Spoil:
    return sub(DECISIONS, ("community_secretary,approved,,,,,,", f"{chair},{outcome},{heads},{area}"))


RESOLVED = sub(FUNDS, ("甲小区公共收益,,own,,co-1,,,,", "甲小区公共收益,,own,,co-1,,m-1,,"))


def indicator(indicator_id: str, **facts: str) -> Row:
    """Fill in an indicator."""
    return {"indicator_id": indicator_id, "name": "指标", "unit": "%", "kind": "count", "aggregate": "sum",
            "counts_people": "false", "definition": "说明", **facts}  # fmt: skip


def served(indicator_id: str, value: str, month: str = "2025-03") -> Row:
    """Fill in a count of a service."""
    return {"community_id": "lan-c01-a", "month": month, "indicator_id": indicator_id, "value": value}


def _event(event: str, day: str, **facts: str) -> Row:
    return {"space_id": "sp-1", "event": event, "event_on": day, **facts}


def _profile(*pairs: tuple[str, str], more: str = "") -> Spoil:
    def spoil(publisher: Publisher) -> None:
        sub(PROFILE, *pairs)(publisher)
        publisher.write(PROFILE, publisher.text(PROFILE) + more)

    return spoil


def _county_in_a_folder_of_another_name(publisher: Publisher) -> None:
    publisher.path("wu").rename(publisher.path("wuxian"))


def _community_in_a_folder_of_another_name(publisher: Publisher) -> None:
    publisher.path(ACCOUNTS).rename(publisher.path("lan/lan-c09"))


def _statements_differ_on(publisher: Publisher) -> None:
    rows = [row for row in publisher.rows(STATEMENTS) if row["fund_id"] == "f-ent"]
    publisher.put(
        STATEMENTS, [{**row, "closing_balance": f"{float(row['closing_balance']) + 1:.2f}"} for row in rows]
    )


def _statements_differ_with_a_gap(publisher: Publisher) -> None:
    _statements_differ_on(publisher)
    publisher.put(STATEMENTS, [row for row in publisher.rows(STATEMENTS) if row["month"] != "2025-02"])


POSTED_FOR_TEN_DAYS = _profile(
    ('fund_kind = "owners"\ndue_day = 10\n', 'fund_kind = "owners"\ndue_day = 10\nposting_days = 10\n')
)
TAKEN_DOWN_AT_ONCE = sub(POSTINGS, ("f-a,2025-01,2025-02-08,,", "f-a,2025-01,2025-02-08,2025-02-08,"))
ENDED = sub(CONTRACTS, ("2024-12-20,2025-01-01,2025-12-31", "2023-12-20,2024-01-01,2024-12-31"))
CLAIMED = add(CLAIMS, *(
    claim(claim_id=f"cl-{number}", community_id="lan-c01", measure=measure)
    for number, measure in enumerate(("in-kind-households", "relief-households", "helped", "seats"), 2)
))  # fmt: skip
QUARTERLY = sub(CONTRACTS, ("12345.67,year,", "6900.00,quarter,"))
UNMATTERED = sub(PAYMENTS, ("256.78,m-1,", "256.78,,"))
SHARED = both(
    sub(CONTRACTS, ("2024-12-20,2025-01-01", "2023-12-20,2024-01-01"), ("12345.67,year,,,,,,,", ",,,,5,turnover,500000,none,")),
    sub(TURNOVERS, ("k-1,2024,0,,", "k-1,2024,600000,,\nk-1,2023,0,,")),
)  # fmt: skip
"""A contract that shares the turnover of 2024: 5,000 yuan are due in January 2025."""


def _tier(matter_class: str, limits: str) -> str:
    return f'\n[[tiers]]\nmatter_class = "{matter_class}"\n{limits}\n'


def _scheme_of_a_day(day: str, bucket: str) -> Spoil:
    return both(
        sub(FUNDS, ("own,,,s-5311", "own,,,s-day")),
        add(SCHEMES, {"scheme_id": "s-day", "bucket": bucket, "name": "全部", "percent": "99", "base": "net_income",
                       "position": "1", "valid_from": day, "valid_to": day, "authority": "办法"}),
    )  # fmt: skip


def _asked(number: int, due_on: str, answered_on: str) -> Row:
    return {"objection_id": f"o-{number}", "community_id": "lan-c01-a", "about": "d-2", "asked_on": "2025-03-01",
            "question": "为什么?", "due_on": due_on, "answered_on": answered_on, "answer": "已答。"}  # fmt: skip


def _audit(number: int, published_on: str) -> Row:
    return {"audit_id": f"a-{number}", "community_id": "lan", "fund_kind": "owners", "scope": "selected", "findings": "0", "rectified": "0", "auditor_id": "au-1", "kind": "regular",
            "method": "both", "period_from": "2025-01", "period_to": "2025-01", "published_on": published_on}  # fmt: skip


def _corrected(number: int, row_key: str, column: str, old: str, new: str) -> Row:
    return {"correction_id": f"x-{number}", "dataset": "revenue", "row_key": row_key, "column": column, "old_value": old,
            "new_value": new, "reason": "核对", "decided_by": "社区监督小组", "corrected_on": f"2025-02-{10 + number}"}  # fmt: skip


EXAMPLES: dict[str, list[Spoil]] = {
    "answers_follow_their_question": [add(
        OBJECTIONS, _asked(7, "2025-03-01", "2025-03-02"), _asked(8, "2025-03-09", "2025-03-01"), _asked(9, "2025-03-01", "2025-02-01"),
    )],
    "areas_are_plausible": [sub(SPACES, (",80.00,", ",10000.00,"))],
    "areas_follow_the_latest_measurement": [both(
        sub(SPACES, (",120.00,", ",121.00,")), add(EVENTS, _event("vacated", "2025-03-10")),
    )],
    "assembly_votes_reach_their_majority": [
        _vote("rejected", heads="100,80,20"),
        _vote(heads="100,80,50", area="1000.00,800.00,500.00"),
        _vote(heads="100,80,60", area="1000.00,800.00,400.00"),
        _vote(chair="supervision_group", heads="100,80,20", area=",,"),
        _vote(chair="supervision_group", heads=",,", area="1000.00,800.00,200.00"),
        both(RESOLVED, _vote(heads="0,0,0")),
        both(RESOLVED, _vote(area="0,0,0")),
    ],
    "audits_are_published_after_their_period": [add("lan/audits.csv", _audit(8, "2025-02-01"), _audit(9, "2025-01-31"))],
    "charity_accounts_are_kept_by_a_charity": [
        add(FUNDS, _fund("f-ch", "charity", account_kind="subledger", parent_fund_id="f-ent")),
    ],
    "claims_name_a_known_measure": [
        add(CLAIMS, claim(claim_id="cl-9")),
        both(add(INDICATORS, indicator("seats", aggregate="last")), add(SERVICES, served("seats", "50")), CLAIMED),
        both(add(PAYMENTS, _paid("d-8", "2025-02-11", "0", in_kind="true"), _paid("d-9", "2025-02-11", "0", purpose="relief")),
             CLAIMED),
        both(add(PAYMENTS, _paid("d-8", "2025-02-11", "0", in_kind="true", households="5")), CLAIMED),
        both(add(PAYMENTS, _paid("d-9", "2025-02-11", "0", purpose="relief", households="5")), CLAIMED),
    ],
    "claims_of_one_measure_share_a_date": [add(
        CLAIMS, claim(claim_id="cl-8", as_of="2024-01-01"), claim(claim_id="cl-9", as_of="2025-01-01"),
    )],
    "corrections_lead_to_the_present_value": [
        sub(CORRECTIONS, ("r-4", "r-44")),
        add(CORRECTIONS, _corrected(2, "r-4", "gross", "70.00", "80.00")),
        add(CORRECTIONS, _corrected(2, "r-7", "note", "旧", ""), _corrected(9, "r-6", "note", "", "旧")),
        add(CORRECTIONS, _corrected(2, "r-5", "gross", "1", "10000000000"), _corrected(3, "r-5", "gross", "5", "10000000000")),
    ],
    "counts_are_whole_numbers": [
        both(add(INDICATORS, indicator("mean", unit="人", kind="ratio", numerator_id="helped", denominator_id="meals")),
             add(SERVICES, served("mean", "2.5"))),
        both(add(INDICATORS, indicator("seats", unit="位", counts_people="true")), add(SERVICES, served("seats", "2.5"))),
    ],
    "decisions_name_a_known_step": [
        both(add("wu/matters.csv", _matter("m-9", "f-wu")), add("wu/decisions.csv", _decided("m-9", step="talk"))),
        both(sub(DECISIONS, ("m-1,review", "m-1,talk")),
             lambda publisher: publisher.write("wu/profile.toml", '[[steps]]\nstep = "talk"\nname = "商议"\nname_en = "Talk"\n')),
    ],
    "entries_fall_in_their_funds_ledger": [add(TRANSFERS, _moved("t-9", "f-a", "f-ent", "2025-04-02", "1.00"))],
    "every_month_has_an_entry": [
        add("wu/funds.csv", _fund("f-wu-2", "owners", community_id="wu")),
        add(FUNDS, _fund("f-gov", "governance")),
    ],
    "folders_are_named_by_their_units": [
        both(_county_in_a_folder_of_another_name,
             _community_in_a_folder_of_another_name),
    ],
    "folders_hold_their_own_rows": [_county_in_a_folder_of_another_name],
    "funds_are_never_overdrawn": [both(
        sub("wu/disbursements.csv", ("手续费,,,1.00", "手续费,,,10.01")),
        add("wu/revenue.csv", _earned("rw-2", "2025-02", "nil", "0", fund_id="f-wu", project_id="")),
    )],
    "gifts_in_kind_say_how_they_were_valued": [
        add(REVENUE, _earned("r-9", "2025-02", "in_kind", "0", project_id="", note="旧桌椅")),
    ],
    "goods_given_were_received": [add(PAYMENTS, _paid("d-9", "2025-02-03", "5.00", in_kind="true"))],
    "indicators_leave_our_measures_alone": [
        add(INDICATORS, indicator("compounds")), add(INDICATORS, indicator("scheme-relief-percent")),
    ],
    "ledgers_span_at_most_fifty_years": [
        both(sub("wu/funds.csv", ("2025-01-01", "1975-01-01")),
             lambda publisher: publisher.write("wu/profile.toml", "as_of = 2025-01-31\n")),
    ],
    "major_owners_matters_pass_the_assembly": [
        add(MATTERS, _matter("m-9", "f-ent")),
        both(add(MATTERS, _matter("m-9", "f-a")), _vote()),
    ],
    "matters_are_classed_by_their_amount": [
        _profile(more=_tier("general", "at_least = 100\nbelow = 1000")),
        _profile(more=_tier("general", "at_least = 100\nbelow = 300")),
    ],
    "nil_returns_are_zero": [
        add(REVENUE, _earned("r-8", "2025-01", "nil", "5"), _earned("r-9", "2025-01", "nil", "0", cost="5")),
    ],
    "notices_come_down_after_they_went_up": [TAKEN_DOWN_AT_ONCE],
    "notices_stay_up_long_enough": [
        both(POSTED_FOR_TEN_DAYS, TAKEN_DOWN_AT_ONCE),
        both(POSTED_FOR_TEN_DAYS, sub(POSTINGS, ("f-a,2025-01,2025-02-08,,", "f-a,2025-01,2025-02-08,2025-02-06,"))),
    ],
    "nothing_is_dated_after_the_as_of_day": [
        add("wu/postings.csv", {"fund_id": "f-wu", "month": "2025-01", "posted_on": "2025-02-10"}),
    ],
    "parts_stay_within_their_whole": [both(
        add(INDICATORS, indicator("odd", numerator_id="meals", denominator_id="helped")),
        add(SERVICES, served("odd", "1")),
    )],
    "payments_name_a_bucket_of_their_scheme": [
        _scheme_of_a_day("2025-02-10", "subsidy"),
        both(_scheme_of_a_day("2025-02-10", "subsidy"),
             add(PAYMENTS, _paid("d-9", "2025-02-09", "1.00", fund_id="f-ent", bucket="subsidy"))),
        add(PAYMENTS, _paid("d-9", "2025-02-10", "1.00", bucket="subsidy")),
        add(PAYMENTS, _paid("d-9", "2025-02-10", "1.00", fund_id="f-ent", bucket="odd")),
    ],
    "payments_name_a_matter_where_steps_are_due": [
        add(PAYMENTS, _paid("d-9", "2025-02-20", "5.00", purpose="bank")),
        both(UNMATTERED, _profile(('"minor"', '"general"'), more=_tier("general", "at_least = 300"))),
        both(UNMATTERED, _profile(('"minor"', '"general"'), more=_tier("general", "at_least = 256.78"))),
        both(UNMATTERED, _profile(more=_tier("minor", "below = 200"))),
        both(UNMATTERED, _profile(more=_tier("minor", "below = 256.78"))),
    ],
    "payments_stay_within_their_bucket": [
        add(TRANSFERS, _moved("t-8", "f-ent", "f-a", "2025-03-05", "200.00"), _moved("t-9", "f-a", "f-ent", "2025-03-06", "1.00")),
        add(TRANSFERS, _moved("t-8", "f-ent", "f-a", "2025-03-05", "200.00"), _moved("t-9", "f-ent", "f-a", "2025-03-06", "0.00")),
        add(PAYMENTS, _paid("d-9", "2025-02-11", "9000.00", fund_id="f-ent", bucket="relief", in_kind="true")),
    ],
    "payments_stay_within_their_matter": [both(
        sub(MATTERS, ("300.00", "256.78")), add(PAYMENTS, _paid("d-9", "2025-02-21", "1.00", matter_id="m-1")),
    )],
    "percentages_divide_like_by_like": [
        add(INDICATORS, indicator("odd", numerator_id="meals", denominator_id="helped")),
    ],
    "ratios_name_two_counts": [add(INDICATORS, indicator("odd", denominator_id="meals"))],
    "rents_received_have_fallen_due": [
        both(SHARED, add(REVENUE, _earned("r-8", "2025-01", "revenue_share", "5001.00"))),
        both(sub(CONTRACTS, ("2024-12-20,2025-01-01,2025-12-31", "2024-03-20,2024-04-01,2025-03-31")),
             add(REVENUE, _earned("r-8", "2025-01", "base_rent", "12345.67"))),
        both(QUARTERLY, sub(REVENUE, ("12345.67", "6901.00")), _profile(("2025-04-15", "2025-06-30")),
             add(REVENUE, _earned("r-8", "2025-04", "base_rent", "6900.00"))),
        both(QUARTERLY, sub(REVENUE, ("p-1,rent,base_rent", "p-1,rent,fee")), _profile(("2025-04-15", "2025-06-30")),
             add(REVENUE, _earned("r-8", "2025-04", "base_rent", "13800.00"))),
    ],
    "resolutions_are_votes_of_the_assembly": [
        both(RESOLVED, add(MATTERS, _matter("m-9", "f-b")), add(DECISIONS, _decided("m-9", chair_role="assembly"))),
        both(RESOLVED, _vote("rejected")),
    ],
    "revenue_falls_in_a_contract": [
        both(ENDED, add(CONTRACTS, {"contract_id": "k-9", "project_id": "p-2", "operator_id": "op-1",
                                     "starts_on": "2025-01-01", "ends_on": "2025-12-31"})),
        add(REVENUE, _earned("r-90", "2025-01", "base_rent", "1", fund_id="f-a", project_id="p-2")),
        both(ENDED, add(REVENUE, _earned("r-90", "2025-01", "revenue_share", "1"))),
    ],
    "schemes_divide_the_whole": [
        add(SCHEMES, {"scheme_id": "s-old", "bucket": "all", "name": "全部", "percent": "100", "base": "net_income",
                       "position": "1", "valid_from": "2024-01-01", "valid_to": "2024-06-30", "authority": "旧办法"}),
        _scheme_of_a_day("2025-02-10", "subsidy"),
    ],
    "shares_follow_their_contract": [
        SHARED,
        both(SHARED, add(REVENUE, _earned("r-8", "2025-01", "revenue_share", "4999.00"))),
    ],
    "space_events_follow_one_another": [
        add(EVENTS, _event("retired", "2025-03-01"), _event("merged", "2025-03-10")),
        add(EVENTS, _event("vacated", "2025-01-15"), _event("retired", "2025-02-10")),
    ],
    "statements_agree_with_the_ledger": [_statements_differ_on, _statements_differ_with_a_gap],
    "steps_follow_their_order": [sub(DECISIONS, ("review,2025-02-10", "review,2025-02-01"))],
    "transfers_name_a_bucket_of_their_scheme": [_scheme_of_a_day("2025-03-20", "governance")],
    "vacant_spaces_are_not_let": [both(
        sub(SPACES, ("owners,public_service", "owners,vacant")), sub(PROJECTS, ("2025-01-01,,running", "2025-01-01,2025-03-31,ended")),
    )],
    "votes_are_cast_by_those_entitled": [
        _vote(heads="100,101,60", area="1000.00,800.00,801.00"),
        _vote(heads="80,80,80", area="80.00,80.00,80.00"),
    ],
}  # fmt: skip
"""By rule, changes to the good publisher."""
