"""Rows that come again every month: begun for the clerk, with what is known of them.

Of income and payments a row comes again when the same fund, project, kind and party stood in the month
before (for quarterly and yearly terms: a quarter or a year before). What it is about is filled in; the amount
is left to the clerk unless a contract fixes it. What the month has already is not proposed again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

from sunledger.accounts import Accounts, Row
from sunledger.forms.lists import quarter
from sunledger.forms.request import Asked, moved
from sunledger.forms.series import Series

_REGULAR = {"base_rent", "revenue_share", "fee", "interest"}
"""Bases of income that comes again; gifts, grants and nil returns are each their own."""

_SPANS = {"month": 1, "quarter": 3, "year": 12}

Began = list[Row]


def rows(accounts: Accounts, asked: Asked, dataset: str) -> Began:
    """Return the rows of a dataset that are begun for the month; blank cells are the clerk's to fill."""
    begin = _BEGUN.get(dataset)
    return begin(accounts, asked) if begin else []


def _revenue(accounts: Accounts, asked: Asked) -> Began:
    everything = accounts.rows("revenue")
    series = Series("revenue", "entry_id", asked.home["community_id"], everything)
    contracts = _contracts(accounts)
    ended = {
        row["project_id"] for row in accounts.rows("projects")
        if row["status"] in ("ended", "suspended") or "" < row["ended_on"][:7] < asked.month
    }  # fmt: skip
    seen: dict[tuple[str, ...], set[str]] = {}
    for row in everything:
        if row["fund_id"] in asked.fund_ids and row["basis"] in _REGULAR and row["project_id"] not in ended:
            key = tuple(row[name] for name in ("fund_id", "project_id", "category", "basis", "payer_id"))
            seen.setdefault(key, set()).add(row["month"])
    begun = []
    for key in sorted(seen, key=lambda key: asked.fund_ids.index(key[0])):
        fund, project, category, basis, payer = key
        terms = [each for each in contracts if each["project_id"] == project and _runs(each, asked.month)]
        if asked.month in seen[key] or not _due(seen[key], asked.month, basis, terms, contracts, project):
            continue
        begun.append({
            "entry_id": series.next(fund, "fund_id"), "fund_id": fund, "month": asked.month,
            "project_id": project, "category": category, "basis": basis, "payer_id": payer,
            "gross": _rent(terms[0], asked.month) if basis == "base_rent" and len(terms) == 1 else "",
        })  # fmt: skip
    return begun


def _due(seen: set[str], month: str, basis: str, terms: Began, contracts: Began, project: str) -> bool:
    """Tell whether income that came in some months is to be expected in this one."""
    if basis == "base_rent" and any(each["project_id"] == project for each in contracts):
        spans = [_SPANS[each["rent_period"] or "month"] for each in terms]
        return any(_since(each, month) % span == 0 for each, span in zip(terms, spans, strict=True))
    if moved(month, -1) in seen:
        return True
    return {moved(month, -3), moved(month, -6)} <= seen


def _payments(accounts: Accounts, asked: Asked) -> Began:
    everything = accounts.rows("disbursements")
    series = Series("disbursements", "payment_id", asked.home["community_id"], everything)
    names = ("fund_id", "bucket", "purpose", "payee_id", "description")
    seen: dict[tuple[str, ...], set[str]] = {}
    for row in everything:
        if row["fund_id"] in asked.fund_ids and row["payee_id"]:
            seen.setdefault(tuple(row[name] for name in names), set()).add(row["paid_on"][:7])
    regular = {moved(asked.month, -1), moved(asked.month, -2)}
    return [
        {"payment_id": series.next(key[0], "fund_id")} | dict(zip(names, key, strict=True))
        for key in sorted(seen, key=lambda key: asked.fund_ids.index(key[0]))
        if regular <= seen[key] and asked.month not in seen[key]
    ]


def _statements(accounts: Accounts, asked: Asked) -> Began:
    there = {row["fund_id"] for row in accounts.rows("statements", "month = ?", [asked.month])}
    return [
        {"fund_id": fund["fund_id"], "month": asked.month} for fund in asked.funds
        if fund["account_kind"] == "own" and fund["fund_id"] not in there
        and fund["opened_on"][:7] <= asked.month
    ]  # fmt: skip


def _postings(accounts: Accounts, asked: Asked) -> Began:
    """Begin those of the month before: this month's notice is posted after its accounts are published."""
    before = moved(asked.month, -1)
    posted = accounts.rows("postings", "list_contains(?, fund_id)", [asked.fund_ids])
    there = {row["fund_id"] for row in posted if row["month"] == before}
    places = {row["fund_id"]: row["place"] for row in posted}
    return [
        {"fund_id": fund["fund_id"], "month": before, "place": places.get(fund["fund_id"], "")}
        for fund in asked.funds if fund["fund_id"] not in there and fund["opened_on"][:7] <= before
    ]  # fmt: skip


def _services(accounts: Accounts, asked: Asked) -> Began:
    units = [unit["community_id"] for unit in asked.units]
    told = accounts.rows("services", "list_contains(?, community_id)", [units])
    there = {(row["community_id"], row["indicator_id"]) for row in told if row["month"] == asked.month}
    last = [row for row in told if row["month"] == moved(asked.month, -1)]
    return [
        {"community_id": row["community_id"], "month": asked.month, "indicator_id": row["indicator_id"]}
        for row in last if (row["community_id"], row["indicator_id"]) not in there
    ]  # fmt: skip


def _transfers(accounts: Accounts, asked: Asked) -> Began:
    everything = accounts.rows("transfers")
    series = Series("transfers", "transfer_id", asked.home["community_id"], everything)
    names = ("from_fund_id", "to_fund_id", "bucket", "reason")
    seen: dict[tuple[str, ...], set[str]] = {}
    for row in everything:
        if row["from_fund_id"] in asked.fund_ids:
            seen.setdefault(tuple(row[name] for name in names), set()).add(row["moved_on"][:7])
    begun = []
    for key in sorted(seen, key=lambda key: asked.fund_ids.index(key[0])):
        if moved(asked.month, -3) in seen[key] and asked.month not in seen[key]:
            own = {"transfer_id": series.next(key[0], "from_fund_id")} | dict(zip(names, key, strict=True))
            begun.append(own | {"period": quarter(asked.month)})
    return begun


def _contracts(accounts: Accounts) -> Began:
    return [row for row in accounts.rows("contracts") if row["base_rent"]]


def _runs(contract: Row, month: str) -> bool:
    return contract["starts_on"][:7] <= month <= contract["ends_on"][:7]


def _since(contract: Row, month: str) -> int:
    """Count the months from a contract's first to this one."""
    start = contract["starts_on"]
    return (int(month[:4]) - int(start[:4])) * 12 + int(month[5:]) - int(start[5:7])


def _rent(contract: Row, month: str) -> str:
    """Return the rent due in a month, as ``contract_dues`` computes it; blank for a part of a period."""
    index, span = _since(contract, month), _SPANS[contract["rent_period"] or "month"]
    last, end = moved(month, span - 1), dt.date.fromisoformat(contract["ends_on"])
    ends_whole = contract["starts_on"].endswith("-01") and (end + dt.timedelta(1)).day == 1
    whole = last < f"{end:%Y-%m}" or (last == f"{end:%Y-%m}" and ends_whole)
    if index % span or index < int(contract["rent_free_months"] or 0) or not whole:
        return ""
    rent = Decimal(contract["base_rent"])
    for _ in range(index // 12):
        rent = (rent * (100 + Decimal(contract["step_percent"] or 0)) / 100).quantize(
            Decimal("0.01"), ROUND_HALF_UP
        )
    return f"{rent:.2f}"


_BEGUN: dict[str, Callable[[Accounts, Asked], Began]] = {
    "revenue": _revenue, "disbursements": _payments, "statements": _statements, "postings": _postings,
    "services": _services, "transfers": _transfers,
}  # fmt: skip
