"""Faults of contracts, funds, sweeps, spaces and red flags: what is done to the small publisher, and what is found."""

from __future__ import annotations

from collections.abc import Callable

from tests.faults.cases import Case, P, R
from tests.publisher import ACCOUNTS, PAYMENTS, REVENUE, Publisher

FUNDS, CONTRACTS, SPACES, EVENTS, PROJECTS, TURNOVERS, PROFILE = (
    f"lan/{name}"
    for name in (
        "funds.csv", "contracts.csv", "spaces.csv", "space_events.csv", "projects.csv", "turnovers.csv", "profile.toml",
    )
)  # fmt: skip
DECISIONS = f"{ACCOUNTS}/decisions.csv"
F_A = "甲小区公共收益,,own,,co-1,,,,"
REVIEWED = "community_secretary,approved,,,,,,"

Change = Callable[[Publisher], None]


def _sub(file: str, *pairs: tuple[str, str]) -> Change:
    def spoil(publisher: Publisher) -> None:
        for old, new in pairs:
            publisher.replace(file, old, new)

    return spoil


def _add(file: str, *rows: dict[str, str]) -> Change:
    return lambda publisher: publisher.append(file, rows)


def _all(*changes: Change) -> Change:
    def spoil(publisher: Publisher) -> None:
        for change in changes:
            change(publisher)

    return spoil


def _fund(fund_id: str, kind: str, account: str, **more: str) -> dict[str, str]:
    return {"fund_id": fund_id, "community_id": "lan-c01", "kind": kind, "name": "资金", "account_kind": account,
            "opened_on": "2025-03-01", "opening_balance": "0", **more}  # fmt: skip


def _earned(month: str, basis: str, amount: str, **more: str) -> Change:
    """Add income that costs as much as it brings, so that no balance moves."""
    return _add(REVENUE, {"entry_id": "r-9", "fund_id": "f-ent", "month": month, "project_id": "p-1", "basis": basis,
                          "gross": amount, "cost": amount, **more})  # fmt: skip


def _vote(counts: str, chair: str = "assembly") -> Change:
    return _sub(DECISIONS, (REVIEWED, f"{chair},approved,{counts}"))


def _turnover(turnover: str, share: str, proration: str = "none") -> Change:
    """Let the contract share turnover above 500,000 yuan from July 2024 on, and a share come in."""
    return _all(
        _sub(CONTRACTS, ("2024-12-20,2025-01-01", "2024-06-20,2024-07-01"),
             ("12345.67,year,,,,,,,", f",,,,5,turnover,500000,{proration},")),
        _sub(PROJECTS, ("2025-01-01,,running", "2024-07-01,,running")),
        _sub(TURNOVERS, ("k-1,2024,0", f"k-1,2024,{turnover}")),
        _sub(REVENUE, ("p-1,rent,base_rent", "p-1,rent,fee")),
        _earned("2025-01", "revenue_share", share),
    )  # fmt: skip


CHARITY = _all(
    _add("lan/organisations.csv", {"organisation_id": "ch-1", "name": "澜县慈善总会", "kind": "charity"}),
    _add(FUNDS, _fund("f-ch", "charity", "own", custodian_id="ch-1")),
)

MONEY = [
    # Contracts
    Case("share off by a fen", _turnover("812345.60", "15617.27"),
         [("shares_follow_their_contract", f"data/{TURNOVERS}", 2, "turnover")],
         ("the share for 2024 is 15,617.28, received 15,617.27, difference -0.01",)),
    Case("threshold shrunk without a clause", _turnover("600000.00", "17500.00"),
         [("shares_follow_their_contract", f"data/{TURNOVERS}", 2, "turnover")], ("is 5,000.00, received 17,500.00",)),
    Case("threshold not shrunk where the clause says so", _turnover("600000.00", "5000.00", "by_months"),
         [("shares_follow_their_contract", f"data/{TURNOVERS}", 2, "turnover")], ("is 17,500.00, received 5,000.00",)),
    Case("rent a yuan too high", _earned("2025-02", "base_rent", "1.00"),
         [("rents_received_have_fallen_due", R, 9, "gross")],
         ("12,345.67 is due for 2025-01, received 12,346.67, now 1.00 ahead",)),
    Case("two contracts at once",
         _add(CONTRACTS, {"contract_id": "k-2", "project_id": "p-1", "operator_id": "op-1", "starts_on": "2025-12-31",
                          "ends_on": "2026-12-31"}),
         [("leases_of_a_space_do_not_overlap", f"data/{CONTRACTS}", 3, "starts_on")],
         ("k-2 starts on 2025-12-31 while contract k-1 runs until 2025-12-31, both for sp-1",)),
    Case("two projects in one room",
         _all(_add(PROJECTS, {"project_id": "p-3", "community_id": "lan-c01", "name": "照相馆", "stream": "enterprise",
                              "mode": "lease", "space_id": "sp-1", "started_on": "2025-02-01", "status": "running"}),
              _add(CONTRACTS, {"contract_id": "k-0", "project_id": "p-3", "operator_id": "op-1",
                               "starts_on": "2025-02-01", "ends_on": "2025-02-28"})),
         [("leases_of_a_space_do_not_overlap", f"data/{CONTRACTS}", 3, "starts_on")]),
    Case("let without tender", _sub(PROFILE, ("notice_months = 3\n", 'notice_months = 3\ntender_required = ["enterprise"]\n')),
         [("tendered_projects_name_their_tender", f"data/{PROJECTS}", 2, "tender_ref")], ("p-1 (enterprise, operator)",)),
    # Funds
    Case("owners' money divided without resolution", _sub(FUNDS, (F_A, "甲小区公共收益,,own,,co-1,s-5311,,,")),
         [("owners_schemes_rest_on_a_resolution", f"data/{FUNDS}", 3, "resolution_id"),
          ("payments_name_a_bucket_of_their_scheme", P, 3, "bucket")], ("its resolution is (空 blank)",)),
    Case("owners' money divided by the neighbours' resolution",
         _all(_sub(FUNDS, ("subledger,f-a,,,,", "subledger,f-a,,s-5311,m-1,")), _vote("100,80,60,1000.00,800.00,600.00")),
         [("owners_schemes_rest_on_a_resolution", f"data/{FUNDS}", 4, "resolution_id")], ("m-1 (fund f-a, outcome approved)",)),
    Case("owners' money divided by a resolution that failed",
         _all(_sub(FUNDS, ("subledger,f-a,,,,", "subledger,f-a,,s-5311,m-2,")),
              _add(f"{ACCOUNTS}/matters.csv", {"matter_id": "m-2", "fund_id": "f-b", "title": "收益分配", "class": "major",
                                               "outcome": "rejected"})),
         [("owners_schemes_rest_on_a_resolution", f"data/{FUNDS}", 4, "resolution_id"),
          ("resolutions_are_votes_of_the_assembly", f"data/{FUNDS}", 4, "resolution_id")], ("outcome rejected",)),
    Case("resolution without a vote of the assembly", _sub(FUNDS, (F_A, "甲小区公共收益,,own,,co-1,,m-1,,")),
         [("resolutions_are_votes_of_the_assembly", f"data/{FUNDS}", 3, "resolution_id")]),
    Case("74.99 per cent of heads while the area passes",
         _all(_sub(FUNDS, (F_A, "甲小区公共收益,,own,,co-1,,m-1,,")), _vote("10000,10000,7499,20000.00,20000.00,15000.00")),
         [("assembly_votes_reach_their_majority", f"data/{DECISIONS}", 3, "heads_for")],
         ("needs ≥ 3/4: heads 7499 for, 10000 voting",)),
    Case("area short of three quarters by a hundredth",
         _all(_sub(FUNDS, (F_A, "甲小区公共收益,,own,,co-1,,m-1,,")), _vote("10000,10000,7500,20000.00,20000.00,14999.99")),
         [("assembly_votes_reach_their_majority", f"data/{DECISIONS}", 3, "area_for")]),
    Case("just half in favour", _vote("100,80,40,1000.00,800.00,500.00"),
         [("assembly_votes_reach_their_majority", f"data/{DECISIONS}", 3, "heads_for")], ("needs > 1/2",)),
    Case("too few take part", _vote("100,66,60,1000.00,800.00,500.00"),
         [("assembly_votes_reach_their_majority", f"data/{DECISIONS}", 3, "heads_voting")]),
    Case("too little area takes part", _vote("100,67,60,1000.00,666.66,500.00"),
         [("assembly_votes_reach_their_majority", f"data/{DECISIONS}", 3, "area_voting")]),
    Case("a vote nobody counted", _vote(",,,,,"),
         [("assembly_votes_reach_their_majority", f"data/{DECISIONS}", 3, "heads_voting")]),
    Case("more in favour than voted", _vote("100,80,81,1000.00,1000.01,600.00"),
         [("votes_are_cast_by_those_entitled", f"data/{DECISIONS}", 3, "area_for"),
          ("votes_are_cast_by_those_entitled", f"data/{DECISIONS}", 3, "heads_for")], ("81 for, 80 taking part",)),
    Case("sub-ledgers under the wrong parents",
         _add(FUNDS, _fund("f-x", "governance", "subledger", parent_fund_id="f-a"), _fund("f-z", "owners", "subledger")),
         [("subledgers_stand_under_an_account_of_their_kind", f"data/{FUNDS}", line, "parent_fund_id") for line in (5, 6)],
         ("f-x (governance) names parent f-a (owners)", "f-z (owners) names parent (空 blank)")),
    Case("charity fund with an account of its own", _add(FUNDS, _fund("f-x", "charity", "own", custodian_id="co-1")),
         [("charity_accounts_are_kept_by_a_charity", f"data/{FUNDS}", 5, "account_kind")], ("kept by co-1 (committee)",)),
    Case("charity committee of two",
         _all(CHARITY, _add(FUNDS, _fund("f-x", "charity", "subledger", parent_fund_id="f-ch", committee_size="2"),
                            _fund("f-y", "charity", "subledger", parent_fund_id="f-ch"),
                            _fund("f-z", "charity", "subledger", parent_fund_id="f-ch", committee_size="3"))),
         [("charity_committees_are_large_enough", f"data/{FUNDS}", line, "committee_size") for line in (6, 7)],
         ("a committee of 2; at least 3",)),
    Case("gift in kind without valuation", _earned("2025-02", "in_kind", "5.00", note="谢谢邻里"),
         [("gifts_in_kind_say_how_they_were_valued", R, 9, "note")]),
    Case("goods given that never came",
         _all(_earned("2025-02", "in_kind", "5.00", fund_id="f-a", project_id="", note="按购货发票估值"),
              _add(PAYMENTS, {"payment_id": "d-9", "fund_id": "f-a", "paid_on": "2025-03-03", "purpose": "visits",
                              "description": "米面油", "amount": "5.01", "in_kind": "true", "matter_id": "m-1"})),
         [("goods_given_were_received", f"data/{FUNDS}", 3, "")], ("worth 5.00 received up to 2025-03, 5.01 given",)),
    Case("fund overdrawn", _sub("wu/disbursements.csv", ("手续费,,,1.00", "手续费,,,10.01")),
         [("funds_are_never_overdrawn", "data/wu/funds.csv", 2, "opening_balance")], ("stands at -0.01 at the end of 2025-01",)),
    Case("payment beyond its bucket", _sub("lan/schemes.csv", ("Subsidy,30,", "Subsidy,8,"), ("Relief,10,", "Relief,32,")),
         [("payments_stay_within_their_bucket", P, 2, "bucket")],
         ("On 2025-02-10 1,000.00 left bucket subsidy of fund f-ent (d-1), which held 987.65",)),
    Case("payment in the month the income came",
         _all(_sub(PAYMENTS, ("f-ent,2025-02-10", "f-ent,2025-01-31")),
              _sub(f"{ACCOUNTS}/statements.csv", ("2025-01,12445.67", "2025-01,11445.67"))),
         [("payments_stay_within_their_bucket", P, 2, "bucket")], ("which held 0.00",)),
    Case("transfer beyond its bucket", _sub("lan/schemes.csv", ("Governance,10,", "Governance,0.8,"), ("Relief,10,", "Relief,19.2,")),
         [("payments_stay_within_their_bucket", f"data/{ACCOUNTS}/transfers.csv", 2, "amount")], ("(t-1), which held 98.77",)),
    # Spaces
    Case("vacant room with a running project", _sub(SPACES, ("owners,public_service", "owners,vacant")),
         [("vacant_spaces_are_not_let", f"data/{SPACES}", 2, "use")], ("while project p-1 is running",)),
    Case("room without area", _sub(SPACES, (",80.00,", ",0,")), [("areas_are_plausible", f"data/{SPACES}", 3, "area_m2")]),
    Case("room too large", _all(_sub(SPACES, (",80.00,", ",10000.01,")), _add(EVENTS, {
             "space_id": "sp-2", "event": "listed", "event_on": "2024-06-01", "area_m2": "10000.01"})),
         [("areas_are_plausible", f"data/{EVENTS}", 6, "area_m2"), ("areas_are_plausible", f"data/{SPACES}", 3, "area_m2")],
         ("sp-2 has an area of 10,000.01 m²",)),
    Case("area changed without re-measurement", _sub(SPACES, (",120.00,", ",121.00,")),
         [("areas_follow_the_latest_measurement", f"data/{SPACES}", 2, "area_m2")], ("its record of 2025-02-10 says 120.00 m²",)),
    Case("room recovered before it was listed", _sub(EVENTS, ("recovered,2024-09-01", "recovered,2024-05-31")),
         [("space_events_follow_one_another", f"data/{EVENTS}", 3, "event_on")]),
    Case("room used after it was given up",
         _add(EVENTS, {"space_id": "sp-1", "event": "retired", "event_on": "2025-02-01"}),
         [("space_events_follow_one_another", f"data/{EVENTS}", 5, "event_on")],
         ("retired on 2025-02-01 can't come before remeasured on 2025-02-10",)),
]  # fmt: skip
"""Errors."""

TIERED = """
[[tiers]]
matter_class = "minor"
below = 100

[[tiers]]
matter_class = "general"
at_least = 100
"""


def _paid(*days: str, amount: str = "99.99", **more: str) -> Change:
    """Pay some amounts out of f-ent, and let as much come in, so that its balance stays."""
    return _all(
        _sub(PROFILE, ("\n[[sweeps]]", TIERED + "\n[[sweeps]]")),
        _sub(f"{ACCOUNTS}/matters.csv", (",minor,300.00", ",general,300.00")),
        _add(PAYMENTS, *(
            {"payment_id": f"d-{9 + number}", "fund_id": "f-ent", "paid_on": day, "bucket": "reinvest",
             "purpose": "reinvestment", "description": "桌椅", "payee_id": "op-1", "amount": amount, **more}
            for number, day in enumerate(days)
        )),
        _add(REVENUE, {"entry_id": "r-9", "fund_id": "f-ent", "month": "2025-02", "basis": "fee",
                       "gross": f"{len(days) * float(amount):.2f}", "cost": "0"}),
    )  # fmt: skip


WARNED = [
    Case("rent that did not come", _sub(REVENUE, ("p-1,rent,base_rent", "p-1,rent,fee")),
         [("contract_dues_are_paid", f"data/{CONTRACTS}", 2, "base_rent")],
         ("k-1 is 12,345.67 in arrears since 2025-01, over 1 periods",)),
    Case("share that did not come", _all(_turnover("500000.10", "0.01"), _sub(REVENUE, ("revenue_share,0.01", "fee,0.01"))),
         [("contract_dues_are_paid", f"data/{CONTRACTS}", 2, "share_rate")], ("is 0.01 in arrears",)),
    Case("quarter that was not swept", _sub(PROFILE, ("reserve = 2000", "reserve = 1000.45")),
         [("quarters_are_swept", f"data/{FUNDS}", 3, "")],
         ("f-a: 444.00 was to be swept for 2025-Q1, 0.00 was, 444.00 is left, 5 days overdue",)),
    Case("payee related to the committee", _sub("lan/organisations.csv", ("operator,,\n", "operator,,co-1\n")),
         [("partners_are_independent_of_the_keeper", P, 3, "payee_id")], ("op-1 is a related party of co-1, which keeps fund f-a",)),
    Case("operator related to the committee",
         _all(_sub("lan/organisations.csv", ("committee,,\n", "committee,,au-1\n")), _sub(PROJECTS, ("self_run,,", "self_run,au-1,"))),
         [("partners_are_independent_of_the_keeper", f"data/{PROJECTS}", 3, "operator_id")]),
    Case("targets missed", _sub(PROFILE, ("percent = 50", "percent = 60.1")),
         [("space_targets_are_met", "data/lan/communities.csv", 2, "")] * 2,
         ("by area was to be 60.1 %, in 2025-03 it is 60.0 %", "by count was to be 60.1 %, in 2025-03 it is 50.0 %")),
    Case("payment split in three", _paid("2025-02-11", "2025-02-13", "2025-02-17"),
         [("payments_are_not_split_below_a_tier", P, 4, "amount")],
         ("made 3 payments to one payee from 2025-02-11 to 2025-02-17, each just below a tier, 299.97 in all",)),
]  # fmt: skip
"""Warnings."""

BORNE = [
    Case("share to the fen", _turnover("812345.60", "15617.28"), []),
    Case("share of half a fen", _turnover("500000.10", "0.01"), []),
    Case("threshold shrunk by the clause", _turnover("600000.00", "17500.00", "by_months"), []),
    Case("next year's rent ahead", _earned("2025-03", "base_rent", "12345.67"), []),
    Case("exactly three quarters",
         _all(_sub(FUNDS, (F_A, "甲小区公共收益,,own,,co-1,,m-1,,")), _vote("12000,8000,6000,15000.00,10000.00,7500.00")), []),
    Case("a bucket emptied to the fen", _sub("lan/schemes.csv", ("Subsidy,30,", "Subsidy,8.1,"), ("Relief,10,", "Relief,31.9,")), []),
    Case("charity with its own account", CHARITY, []),
    Case("the largest room", _sub(SPACES, (",80.00,", ",10000,"), (",10000,", ",80.00,")), []),
    Case("payments a week apart", _paid("2025-02-11", "2025-02-18"), []),
    Case("payments well below the tier", _paid("2025-02-11", "2025-02-13", amount="89.99"), []),
    Case("over-sweep returned",
         _all(_sub(PROFILE, ("reserve = 2000", "reserve = 1000.45")),
              _add(FUNDS, _fund("f-gov", "governance", "own")),
              _add(f"{ACCOUNTS}/transfers.csv",
                   {"transfer_id": "t-8", "from_fund_id": "f-a", "to_fund_id": "f-gov", "moved_on": "2025-03-25",
                    "amount": "500.00", "reason": "quarterly_sweep", "period": "2025-Q1"},
                   {"transfer_id": "t-9", "from_fund_id": "f-gov", "to_fund_id": "f-a", "moved_on": "2025-03-30",
                    "amount": "56.00", "reason": "returned", "period": "2025-Q1"}),
              _sub(f"{ACCOUNTS}/statements.csv", ("2025-03,1594.45", "2025-03,1150.45"))), []),
]  # fmt: skip
"""What comes near a fault and is none."""
