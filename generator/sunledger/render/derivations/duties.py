"""How the figures of contracts, sweeps, postings, rooms and services of a unit were made."""

from __future__ import annotations

from sunledger.render import addresses
from sunledger.render.derivations.form import Derivation, Part, at
from sunledger.render.derivations.funds import INCOME, MOVED, entry

_FUND = "join open.funds as f on f.fund_id = r.fund_id"
_YEAR = "cast(r.year as varchar)"
_ROOM = at(addresses.unit("{}") + "#{}", "p.community_id", "p.space_id")
_SHARED_LATER = "case when r.kind = 'revenue_share' and coalesce(k.share_above, 0) > 0 then 1 else 0 end"
_RECEIVED = (
    "p.project_id = r.project_id and p.basis = r.kind "
    f"and left(strftime(cast(p.month || '-01' as date) - to_months({_SHARED_LATER}), '%Y-%m'), 4) = {_YEAR}"
)
"""What came in for a kind of due of a year; contracts that follow one another share it in turn."""
_BELOW = "join open.communities as c on c.community_id = p.community_id and c.parent_id = r.community_id"
_TOP = "r.community_id in (select community_id from open.communities where parent_id is null)"
_LAST = (
    "join derived.lineage as l on l.community_id = r.community_id and l.distance = 0 "
    "join meta.counties as m on m.county_id = l.county_id"
)
"""The county of a unit, for its last month."""
_LAST_YEAR = "left(m.last_month, 4)"
WITHHELD = "coalesce(plain({}), $withheld)"
"""A statistic, or that too few people stand behind it."""

CONTRACT_YEARS = Derivation(
    table="contract_years",
    place="r.community_id",
    period=_YEAR,
    key=("r.contract_id",),
    row="r.kind",
    says="named(j.name, j.name_en)",
    row_says="said_contract_years_kind(r.kind)",
    shown=("turnover", "due", "received", "difference", "arrears", "status"),
    join="join open.contracts as k on k.contract_id = r.contract_id "
    "join open.projects as j on j.project_id = r.project_id",
    parts=(
        Part("open.contracts", "p.contract_id = r.contract_id", says="h(p.contract_id)"),
        Part(
            "open.turnovers",
            "p.contract_id = r.contract_id and p.year = r.year and r.kind = 'revenue_share'",
            says="cast(p.year as varchar)", adds=(("turnover", "p.turnover"),),
        ),
        Part(
            "derived.contract_dues",
            f"p.contract_id = r.contract_id and p.kind = r.kind "
            f"and cast(left(p.due_month, 4) as integer) - {_SHARED_LATER} = r.year",
            says="p.due_month",
            adds=(("due", "p.due"), ("received", "p.received"), ("difference", "p.difference")),
            order="p.due_month",
        ),
        Part(
            "open.revenue", f"r.due is not null and {_RECEIVED}",
            join="join open.funds as f on f.fund_id = p.fund_id",
            says=f"{INCOME} || ' · ' || yuan(p.gross)",
            to=entry("f.community_id", "p.month", "p.entry_id"), order="p.month, p.entry_id",
        ),
        Part(
            "open.revenue", f"r.due is null and {_RECEIVED}",
            join="join open.funds as f on f.fund_id = p.fund_id",
            says=INCOME, adds=(("received", "p.gross"),),
            to=entry("f.community_id", "p.month", "p.entry_id"), order="p.month, p.entry_id",
        ),
    ),
)  # fmt: skip

SWEEP_DUES = Derivation(
    table="sweep_dues",
    place="r.community_id",
    period="left(r.period, 4)",
    key=("r.fund_id",),
    row="r.period",
    says="named(f.name, f.name_en)",
    row_says="r.period",
    shown=("due_on", "stood", "due", "swept", "remaining", "settled_on", "status", "days_overdue"),
    join=_FUND,
    parts=(
        Part(
            "derived.fund_months",
            "p.fund_id = r.fund_id and left(p.month, 4) = left(r.period, 4) "
            "and (cast(right(p.month, 2) as integer) + 2) // 3 = cast(right(r.period, 1) as integer) "
            "and cast(right(p.month, 2) as integer) % 3 <> 1",
            says="p.month",
            adds=(("stood", "case when cast(right(p.month, 2) as integer) % 3 = 2 then p.closing "
                   "else -p.disbursed end"),),
            to=at(addresses.ledger("{}", "{}") + "#{}.{}",
                  "r.community_id", "left(p.month, 4)", "p.fund_id", "p.month"),
            order="p.month",
        ),
        Part(
            "open.transfers",
            "p.period = r.period and (p.reason = 'quarterly_sweep' and p.from_fund_id = r.fund_id "
            "or p.reason = 'returned' and p.to_fund_id = r.fund_id)",
            join="join open.funds as o on o.fund_id = case when p.from_fund_id = r.fund_id then p.to_fund_id "
            "else p.from_fund_id end "
            "semi join meta.sweeps as s on s.county_id = r.county_id and s.from_kind = f.kind "
            "and s.into_kind = o.kind",
            says=MOVED,
            adds=(("swept", "case when p.from_fund_id = r.fund_id then p.amount else -p.amount end"),),
            to=entry("r.community_id", "p.moved_on",
                     "p.transfer_id || case when p.to_fund_id = r.fund_id then '-in' else '' end"),
            order="p.moved_on, p.transfer_id",
        ),
    ),
)  # fmt: skip

TIMELINESS = Derivation(
    table="timeliness",
    place="r.community_id",
    period="left(r.month, 4)",
    key=("r.fund_id",),
    row="r.month",
    says="named(f.name, f.name_en)",
    row_says="r.month",
    shown=("due_on", "posted_on", "posted_until", "status", "days_late"),
    join=_FUND,
    parts=(
        Part(
            "open.postings", "p.fund_id = r.fund_id and p.posted_on = r.posted_on",
            says="p.month || ' · ' || day(p.posted_on)", order="p.month",
        ),
    ),
)  # fmt: skip

_USED = ("listed", "recovered", "activated", "listed_area", "recovered_area", "activated_area",
         "public_service_area")  # fmt: skip

SPACE_USE = Derivation(
    table="space_use",
    place="r.community_id",
    period="left(r.month, 4)",
    key=(),
    says="r.month",
    shown=(*_USED, "recovery_by_count", "recovery_by_area", "activation_by_count", "activation_by_area",
           "public_service_share"),
    join=_LAST,
    only="r.month = m.last_month and r.listed > 0",
    parts=(
        Part(
            "open.spaces", "p.community_id = r.community_id",
            join="join derived.space_months as w on w.space_id = p.space_id and w.month = r.month",
            says="spoken(p.name) || case when w.is_activated then ' · ' || said_spaces_use(p.use) "
            "else '' end",
            adds=(
                ("listed", "1"),
                ("recovered", "case when w.is_recovered then 1 else 0 end"),
                ("activated", "case when w.is_activated then 1 else 0 end"),
                ("listed_area", "w.area_m2"),
                ("recovered_area", "case when w.is_recovered then w.area_m2 else 0.00 end"),
                ("activated_area", "case when w.is_activated then w.area_m2 else 0.00 end"),
                ("public_service_area",
                 "case when w.is_activated and p.use = 'public_service' then w.area_m2 else 0.00 end"),
            ),
            to=_ROOM, order="p.space_id",
        ),
        Part(
            "open.space_events", "month_of(p.event_on) <= r.month",
            join="join open.spaces as s on s.space_id = p.space_id and s.community_id = r.community_id",
            says="day(p.event_on) || ' · ' || said_space_events_event(p.event) || ' · ' "
            "|| spoken(s.name)",
            order="p.space_id, p.event_on, p.event",
        ),
        Part(
            "derived.space_use", "p.month = r.month and p.listed > 0", join=_BELOW,
            says="named(c.name, c.name_en)", adds=tuple((name, f"p.{name}") for name in _USED),
            to=at(addresses.working("{}", "{}", "space_use"), "c.community_id", "left(p.month, 4)"),
            order="p.community_id",
        ),
    ),
)  # fmt: skip

SERVICE_MONTHS = Derivation(
    table="service_months",
    place="r.community_id",
    period="left(r.month, 4)",
    key=("r.indicator_id",),
    row="r.month",
    says="named(i.name, i.name_en) || ' · ' || spoken(i.unit)",
    row_says="r.month",
    shown=("value",),
    written=(("value", WITHHELD),),
    join="join open.indicators as i on i.indicator_id = r.indicator_id",
    parts=(
        Part(
            "open.services",
            "p.community_id = r.community_id and p.month = r.month and p.indicator_id = r.indicator_id",
            says="p.month", adds=(("value", "p.value"),),
        ),
        Part(
            "derived.service_months",
            "i.kind = 'ratio' and p.community_id = r.community_id and p.month = r.month "
            "and p.indicator_id in (i.numerator_id, i.denominator_id)",
            join="join open.indicators as n on n.indicator_id = p.indicator_id",
            says=f"named(n.name, n.name_en) || ' · ' || {WITHHELD.replace('{}', 'p.value')}",
            to=at(addresses.working("{}", "{}", "service_months", "{}"),
                  "r.community_id", "left(r.month, 4)", "p.indicator_id"),
            order="p.indicator_id <> i.numerator_id",
        ),
        Part(
            "derived.service_months",
            "p.month = r.month and p.indicator_id = r.indicator_id and i.aggregate = 'sum' "
            "and i.kind <> 'ratio'",
            join=_BELOW, says="named(c.name, c.name_en)", adds=(("value", "p.value"),),
            to=at(addresses.working("{}", "{}", "service_months", "{}"),
                  "c.community_id", "left(r.month, 4)", "r.indicator_id"),
            order="p.community_id",
        ),
    ),
)  # fmt: skip

_WITHIN = "join derived.lineage as b on b.community_id = p.community_id and b.ancestor_id = r.community_id"

SPACE_FUNCTIONS = Derivation(
    table="space_functions",
    place="r.community_id",
    period=_LAST_YEAR,
    key=("r.aspect",),
    row="r.function",
    says="said_space_functions_aspect(r.aspect)",
    row_says="spoken(r.function)",
    shown=("spaces", "area_m2"),
    join=_LAST,
    only=_TOP,
    parts=(
        Part(
            "open.spaces", "p.aspect = r.aspect and coalesce(p.function, '—') = r.function",
            join="join derived.space_months as w on w.space_id = p.space_id and w.month = m.last_month "
            f"and w.is_activated {_WITHIN}",
            says="spoken(p.name)", adds=(("spaces", "1"), ("area_m2", "w.area_m2")), to=_ROOM,
            order="p.community_id, p.space_id",
        ),
    ),
)  # fmt: skip

AVOIDED_COST_YEARS = Derivation(
    table="avoided_cost_years",
    place="r.community_id",
    period=_YEAR,
    key=("r.kind",),
    says="said_avoided_cost_years_kind(r.kind)",
    shown=("spaces", "amount"),
    only=_TOP,
    parts=(
        Part(
            "open.avoided_costs", "p.kind = r.kind and p.year = r.year",
            join="join open.spaces as s on s.space_id = p.space_id "
            "join derived.lineage as b on b.community_id = s.community_id and b.ancestor_id = r.community_id",
            says="spoken(s.name)", adds=(("amount", "p.amount"),),
            to=at(addresses.unit("{}") + "#{}", "s.community_id", "p.space_id"),
            order="s.community_id, p.space_id, p.file, p.line",
        ),
    ),
)  # fmt: skip

_PRESENT = "coalesce(p.left_on, m.as_of) >= m.as_of and p.joined_on <= m.as_of"

PARTNER_TIERS = Derivation(
    table="partner_tiers",
    place="r.community_id",
    period=_LAST_YEAR,
    key=("r.tier",),
    says="said_partner_tiers_tier(r.tier)",
    shown=("partners", "present", "jobs", "rent_waived", "loans", "granted", "repaid", "outstanding"),
    join=_LAST,
    only=_TOP,
    parts=(
        Part(
            "open.partners", "p.tier = r.tier", join=_WITHIN, says="h(p.partner_id)",
            adds=(
                ("partners", "1"),
                ("present", f"case when {_PRESENT} then 1 else 0 end"),
                ("jobs", f"case when {_PRESENT} then coalesce(p.jobs, 0) else 0 end"),
                ("rent_waived", "coalesce(p.rent_waived, 0)"),
            ),
            to=at(addresses.county_comparison("projects", "{}") + "#{}", "r.community_id", "p.partner_id"),
            order="p.community_id, p.partner_id",
        ),
        Part(
            "derived.loan_balances", "true",
            join="join open.partners as q on q.partner_id = p.partner_id and q.tier = r.tier "
            "join derived.lineage as b on b.community_id = q.community_id "
            "and b.ancestor_id = r.community_id",
            says="h(p.loan_id)",
            adds=(("loans", "1"), ("granted", "p.granted"), ("repaid", "p.repaid"),
                  ("outstanding", "p.outstanding")),
            to=at(addresses.county_comparison("projects", "{}") + "#{}", "r.community_id", "p.loan_id"),
            order="p.loan_id",
        ),
    ),
)  # fmt: skip
