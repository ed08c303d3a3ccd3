"""Which datasets a clerk keeps for some funds: by their kinds, the county's profile and what there is."""

from __future__ import annotations

from sunledger.accounts import Accounts
from sunledger.forms.request import Asked

ALWAYS = ("revenue", "disbursements", "statements", "postings")
"""Income, payments, what the bank says, what was posted: every fund, every month."""

ORDER = ("revenue", "disbursements", "statements", "matters", "decisions", "transfers", "gift_terms",
         "services", "postings", "objections", "corrections")  # fmt: skip
"""All that a community's folder holds month by month, in the order in which it is filled in."""


def datasets(accounts: Accounts, asked: Asked) -> tuple[str, ...]:
    """Return the datasets that get a sheet, in the order of :data:`ORDER`."""
    needed = set(ALWAYS)
    if not _banked(asked):
        needed.discard("statements")
    deciding = {approval.fund_kind for approval in asked.profile.approvals}
    if asked.kinds & deciding or _has(accounts, asked, "matters"):
        needed |= {"matters", "decisions"}
    swept = {kind for sweep in asked.profile.sweeps for kind in (sweep.from_kind, sweep.into_kind)}
    if asked.kinds & swept or _has(accounts, asked, "transfers"):
        needed.add("transfers")
    if "charity" in asked.kinds:
        needed.add("gift_terms")
    units = [unit["community_id"] for unit in asked.units]
    needed |= {name for name in ("services", "objections")
               if accounts.rows(name, "list_contains(?, community_id)", [units])}  # fmt: skip
    folder = asked.home["community_id"]
    if any(row["file"].split("/")[-2] == folder for row in accounts.rows("corrections")):
        needed.add("corrections")
    return tuple(name for name in ORDER if name in needed)


def _banked(asked: Asked) -> bool:
    """Tell whether one of the funds has a balance that somebody else states."""
    return any(fund["account_kind"] == "own" or fund["kind"] == "charity" for fund in asked.funds)


def _has(accounts: Accounts, asked: Asked, dataset: str) -> bool:
    column = "from_fund_id" if dataset == "transfers" else "fund_id"
    where = f"list_contains($1, {column})" + (
        " or list_contains($1, to_fund_id)" if dataset == "transfers" else ""
    )
    return bool(accounts.rows(dataset, where, [asked.fund_ids]))
