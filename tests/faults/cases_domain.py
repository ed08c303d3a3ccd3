"""Faults of partners, loans, avoided costs, functions, gift terms and shares of profit."""

from __future__ import annotations

from collections.abc import Callable

from tests.faults.cases import Case
from tests.publisher import ACCOUNTS, PAYMENTS, REVENUE, STATEMENTS, Publisher

FUNDS, CONTRACTS, SPACES, PROJECTS, TURNOVERS, PARTNERS, LOANS, REPAYMENTS, AVOIDED, ORGANISATIONS = (
    f"lan/{name}.csv"
    for name in (
        "funds", "contracts", "spaces", "projects", "turnovers", "partners", "loans", "loan_repayments", "avoided_costs",
        "organisations",
    )
)  # fmt: skip
TERMS = f"{ACCOUNTS}/gift_terms.csv"

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


def _profit(profit: str, net_profit: str, share: str) -> Change:
    """Let the contract share net profit above 100,000 yuan from July 2024 on, and a share come in."""
    return _all(
        _sub(CONTRACTS, ("2024-12-20,2025-01-01", "2024-06-20,2024-07-01"), ("12345.67,year,,,,,,,", ",,,,10,net_profit,100000,,")),
        _sub(PROJECTS, ("2025-01-01,,running", "2024-07-01,,running")),
        _sub(TURNOVERS, ("k-1,2024,0,,", f"k-1,2024,0,{profit},{net_profit}")),
        _sub(REVENUE, ("p-1,rent,base_rent", "p-1,rent,fee")),
        _add(REVENUE, {"entry_id": "r-9", "fund_id": "f-ent", "month": "2025-01", "project_id": "p-1", "basis": "revenue_share",
                       "gross": share, "cost": share}),
    )  # fmt: skip


def _loan(loan_id: str, partner: str, **more: str) -> Change:
    return _add(LOANS, {"loan_id": loan_id, "partner_id": partner, "lender_id": "op-1", "granted_on": "2025-02-01",
                        "amount": "200000.00", "due_on": "2027-02-01", **more})  # fmt: skip


def _avoided(space: str, year: str, kind: str) -> Change:
    return _add(AVOIDED, {"avoided_id": "av-9", "space_id": space, "year": year, "kind": kind, "amount": "1.00",
                          "valuation": "结算单"})  # fmt: skip


def _charity(basis: str, *, fund: str = "f-ch") -> Change:
    """Open a charity's account and let something come into a fund."""
    return _all(
        _add(ORGANISATIONS, {"organisation_id": "ch-1", "name": "澜县慈善总会", "kind": "charity"}),
        _add(FUNDS, {"fund_id": "f-ch", "community_id": "lan-c01", "kind": "charity", "name": "慈善资金", "account_kind": "own",
                     "custodian_id": "ch-1", "opened_on": "2025-03-01", "opening_balance": "0"}),
        _add(REVENUE, {"entry_id": "r-9", "fund_id": fund, "month": "2025-03", "basis": basis, "gross": "5.00", "cost": "5.00",
                       "note": "按购货发票估值"}),
    )  # fmt: skip


DOMAIN = [
    # Shares of profit
    Case("share of profit where the contract says net profit", _profit("300000.00", "200000.00", "20000.00"),
         [("shares_follow_their_contract", f"data/{TURNOVERS}", 2, "net_profit")],
         ("the share for 2024 is 10,000.00, received 20,000.00",)),
    Case("share of a loss", _profit("", "-8000.00", "0.01"),
         [("shares_follow_their_contract", f"data/{TURNOVERS}", 2, "net_profit")], ("is 0.00, received 0.01",)),
    # Partners and loans
    Case("loan above the range", _sub(LOANS, ("300000.00", "500000.01")),
         [("loans_stay_within_the_countys_range", f"data/{LOANS}", 2, "amount")],
         ("lo-1 is 500,000.01; the range is 200,000.00 to 500,000.00",)),
    Case("loan below the range", _sub(LOANS, ("300000.00", "199999.99")),
         [("loans_stay_within_the_countys_range", f"data/{LOANS}", 2, "amount")]),
    Case("loan to a skill partner", _loan("lo-2", "pa-2"),
         [("benefits_follow_the_partners_tier", f"data/{LOANS}", 3, "partner_id")], ("pa-2 is of tier skill",)),
    Case("rent waived for an entrepreneur", _sub(PARTNERS, (",3,,true", ",3,0.01,true")),
         [("benefits_follow_the_partners_tier", f"data/{PARTNERS}", 2, "rent_waived")]),
    Case("loan before the partner joined", _sub(PARTNERS, ("2024-11-01,", "2024-12-02,")),
         [("partnerships_and_loans_run_forward", f"data/{LOANS}", 2, "granted_on")],
         ("2024-12-01 can't come before 2024-12-02",)),
    Case("loan after the partner left", _sub(PARTNERS, ("2024-11-01,,3", "2024-11-01,2024-11-30,3")),
         [("partnerships_and_loans_run_forward", f"data/{LOANS}", 2, "granted_on")]),
    Case("partner left before joining", _sub(PARTNERS, ("2025-01-01,,1", "2025-01-01,2024-12-31,1")),
         [("partnerships_and_loans_run_forward", f"data/{PARTNERS}", 3, "left_on")]),
    Case("loan due before it was granted", _sub(LOANS, ("2026-12-01", "2024-11-30")),
         [("partnerships_and_loans_run_forward", f"data/{LOANS}", 2, "due_on")]),
    Case("repayment before the loan", _sub(REPAYMENTS, ("2025-03-01", "2024-11-30")),
         [("partnerships_and_loans_run_forward", f"data/{REPAYMENTS}", 2, "repaid_on")]),
    Case("more repaid than granted",
         _add(REPAYMENTS, {"repayment_id": "re-2", "loan_id": "lo-1", "repaid_on": "2025-03-02", "amount": "250000.01"}),
         [("repayments_stay_within_their_loan", f"data/{REPAYMENTS}", 3, "amount")],
         ("was 300,000.00; with this repayment 300,000.01 has come back",)),
    Case("a committee as partner", _sub(PARTNERS, ("lan-c01-a,op-1", "lan-c01-a,co-1")),
         [("partners_are_businesses", f"data/{PARTNERS}", 3, "organisation_id")], ("pa-2 is of kind committee",)),
    Case("partner of tomorrow", _sub(PARTNERS, ("2025-01-01", "2025-04-16")),
         [("nothing_is_dated_after_the_as_of_day", f"data/{PARTNERS}", 3, "joined_on")]),
    # Avoided costs and functions
    Case("saving in a room nobody runs", _avoided("sp-2", "2025", "fit_out"),
         [("avoided_costs_stand_where_an_operator_bears_them", f"data/{AVOIDED}", 4, "space_id")], ("sp-2 is run by (空 blank)",)),
    Case("saving in a room the committee runs", _sub(SPACES, ("public_service,op-1", "public_service,co-1")),
         [("avoided_costs_stand_where_an_operator_bears_them", f"data/{AVOIDED}", line, "space_id") for line in (2, 3)]),
    Case("saving before the room was listed", _sub(AVOIDED, ("2024,fit_out", "2023,fit_out")),
         [("avoided_costs_fall_in_their_rooms_time", f"data/{AVOIDED}", 2, "year")], ("sp-1 has 2023; years run from 2024 to 2025",)),
    Case("saving of next year", _avoided("sp-1", "2026", "staff"),
         [("avoided_costs_fall_in_their_rooms_time", f"data/{AVOIDED}", 4, "year")]),
    Case("fit-out counted twice", _avoided("sp-1", "2025", "fit_out"),
         [("avoided_costs_are_counted_once", f"data/{AVOIDED}", 4, "kind")]),
    Case("utilities of a year counted twice", _avoided("sp-1", "2025", "utilities"),
         [("avoided_costs_are_counted_once", f"data/{AVOIDED}", 4, "kind")]),
    Case("one function under two aspects", _sub(SPACES, ("health,活动室", "health,便民服务点")),
         [("functions_belong_to_one_aspect", f"data/{SPACES}", line, "aspect") for line in (2, 3)]),
    Case("function without aspect", _sub(SPACES, ("health,活动室", ",活动室")),
         [("functions_belong_to_one_aspect", f"data/{SPACES}", 3, "aspect")]),
    # Gift terms
    Case("terms of a fee", _sub(TERMS, ("r-7,", "r-4,")),
         [("gift_terms_describe_gifts", f"data/{TERMS}", 2, "entry_id")], ("r-4 is of basis fee",)),
    Case("restricted gift without a use", _sub(TERMS, ("restricted,events", "restricted,")),
         [("restricted_gifts_name_their_use", f"data/{TERMS}", 2, "purpose")]),
    Case("unrestricted gift with a use", _sub(TERMS, ("restricted,events", "unrestricted,events")),
         [("restricted_gifts_name_their_use", f"data/{TERMS}", 2, "purpose")]),
    Case("restricted gift spent on something else",
         _all(_add(PAYMENTS, {"payment_id": "d-9", "fund_id": "f-b", "paid_on": "2025-03-20", "purpose": "bank",
                              "description": "手续费", "amount": "0.01"}),
              _sub(STATEMENTS, ("1594.45", "1594.44"))),
         [("restricted_gifts_are_kept", f"data/{FUNDS}", 4, "")],
         ("holds 49.99 at the end of 2025-03; 50.00 of restricted gifts",)),
]  # fmt: skip
"""Errors."""

DOMAIN_WARNED = [
    Case("loan past its day", _sub(LOANS, ("2026-12-01", "2025-04-14")),
         [("loans_are_repaid_by_their_day", f"data/{LOANS}", 2, "due_on")],
         ("lo-1 fell due on 2025-04-14; 250,000.00 is outstanding, 1 days overdue",)),
    Case("gift to a charity's fund without terms", _charity("donation"),
         [("gifts_to_charity_funds_state_their_terms", f"data/{REVENUE}", 9, "entry_id")], ("Gift r-9 of fund f-ch",)),
    Case("gift in kind to a charity's fund without terms", _charity("in_kind"),
         [("every_month_has_an_entry", f"data/{FUNDS}", 5, ""),
          ("gifts_to_charity_funds_state_their_terms", f"data/{REVENUE}", 9, "entry_id")]),
]  # fmt: skip
"""Warnings."""

DOMAIN_BORNE = [
    Case("share of net profit to the fen", _profit("300000.00", "200000.05", "10000.01"), []),
    Case("smallest and largest loan", _all(_sub(LOANS, ("300000.00", "500000.00")), _loan("lo-2", "pa-1")), []),
    Case("loan repaid to the fen on its last day",
         _all(_sub(LOANS, ("2026-12-01", "2025-03-02")),
              _add(REPAYMENTS, {"repayment_id": "re-2", "loan_id": "lo-1", "repaid_on": "2025-03-02", "amount": "250000.00"})), []),
    Case("loan due on the as-of day", _sub(LOANS, ("2026-12-01", "2025-04-15")), []),
    Case("saving of the first year and of this one", _all(_avoided("sp-1", "2024", "utilities"), _sub(SPACES, ("deed,", "planned,"))), []),
    Case("grant to a charity's fund", _charity("grant"), []),
    Case("gift to owners", _charity("donation", fund="f-a"), []),
]  # fmt: skip
"""What comes near a fault and is none."""
