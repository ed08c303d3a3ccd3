"""How a county's picture of where money came from and went was made, band by band."""

from __future__ import annotations

from sunledger.render import addresses
from sunledger.render.derivations.form import Derivation, Part, at
from sunledger.render.derivations.funds import MOVED, PAYMENT, entry

_YEAR = "cast(r.year as varchar)"
_FUND = (
    "join open.funds as f on f.fund_id = p.fund_id and f.kind = r.kind "
    "join derived.lineage as l on l.community_id = f.community_id and l.distance = 0 "
    "and l.county_id = r.county_id join open.communities as c on c.community_id = f.community_id"
)
_UNIT = "named(c.name, c.name_en)"
_FUND_YEAR = at(addresses.working("{}", "{}", "fund_years", "{}"), "f.community_id", _YEAR, "p.fund_id")
_OUT = "r.side = 'out' and"
_BUCKET = "coalesce(p.bucket, 'unallocated') = r.bucket"
_NAMED = (
    "left join derived.bucket_years as b on b.fund_id = f.fund_id and b.year = r.year "
    "and b.bucket = p.bucket and b.bucket <> 'unallocated' "
    "join (select 1) as same on r.bucket = 'unallocated' or b.name is not distinct from r.name"
)
"""Buckets of one id but another name are bands of their own."""


def _of_year(label: str, column: str, side: str) -> Part:
    """Declare a band that is a figure of every fund's year."""
    return Part(
        "derived.fund_years",
        f"r.side = '{side}' and r.label = '{label}' and r.bucket = 'whole' and p.year = r.year "
        f"and p.{column} <> 0",
        join=_FUND, says=_UNIT, adds=(("amount", f"p.{column}"),), to=_FUND_YEAR,
        order="f.community_id, p.fund_id",
    )  # fmt: skip


FLOWS = Derivation(
    table="flows",
    place="r.county_id",
    period=f"{_YEAR} || '-flows'",
    key=("r.kind",),
    row="r.side || '.' || lpad(cast(r.position as varchar), 4, '0') || '.' || r.bucket || '.' || r.name "
    "|| '.' || r.label",
    says="said_funds_kind(r.kind)",
    row_says="case when r.bucket = 'whole' then '' else named(r.name, r.name_en) || ' › ' end "
    "|| case when r.label in ('opening', 'transfers_in', 'cost', 'transfers_out', 'closing') "
    "then said_flows_label(r.label) when r.side = 'in' then said_revenue_category(r.label) "
    "else said_disbursements_purpose(r.label) end",
    shown=("amount",),
    parts=(
        _of_year("opening", "opening", "in"),
        _of_year("transfers_in", "transfers_in", "in"),
        Part(
            "derived.income_months",
            f"r.side = 'in' and p.category = r.label and left(p.month, 4) = {_YEAR}",
            join=_FUND, says=f"p.month || ' · ' || {_UNIT}", adds=(("amount", "p.gross"),),
            to=at(addresses.ledger("{}", "{}") + "#{}.{}", "f.community_id", _YEAR, "p.fund_id", "p.month"),
            order="f.community_id, p.fund_id, p.month",
        ),
        _of_year("cost", "cost", "out"),
        Part(
            "open.disbursements",
            f"{_OUT} p.purpose = r.label and year(p.paid_on) = r.year and not coalesce(p.in_kind, false) "
            f"and {_BUCKET}",
            join=f"{_FUND} {_NAMED}", says=f"{PAYMENT} || ' · ' || {_UNIT}", adds=(("amount", "p.amount"),),
            to=entry("f.community_id", "p.paid_on", "p.payment_id"),
            order="p.paid_on, p.payment_id",
        ),
        Part(
            "open.transfers",
            f"{_OUT} r.label = 'transfers_out' and year(p.moved_on) = r.year and {_BUCKET}",
            join=_FUND.replace("p.fund_id", "p.from_fund_id") + f" {_NAMED}",
            says=f"{MOVED} || ' · ' || {_UNIT}", adds=(("amount", "p.amount"),),
            to=entry("f.community_id", "p.moved_on", "p.transfer_id"), order="p.moved_on, p.transfer_id",
        ),
        Part(
            "derived.bucket_years",
            f"{_OUT} r.label = 'closing' and p.year = r.year and p.bucket = r.bucket and p.closing <> 0 "
            "and (r.bucket = 'unallocated' or p.name = r.name)",
            join=_FUND, says=_UNIT, adds=(("amount", "p.closing"),),
            to=at(addresses.working("{}", "{}", "bucket_years", "{}", "{}"),
                  "f.community_id", _YEAR, "p.fund_id", "p.bucket"),
            order="f.community_id, p.fund_id",
        ),
        Part(
            "derived.fund_years",
            f"{_OUT} r.label = 'closing' and r.bucket = 'unallocated' and p.year = r.year and p.closing <> 0",
            join=f"{_FUND} and f.scheme_id is null", says=_UNIT, adds=(("amount", "p.closing"),),
            to=_FUND_YEAR, order="f.community_id, p.fund_id",
        ),
    ),
)  # fmt: skip
