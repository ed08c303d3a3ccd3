"""How the figures of a county, and of the publisher, were made of those of its units."""

from __future__ import annotations

from sunledger.render import addresses
from sunledger.render.derivations import measures
from sunledger.render.derivations.form import Derivation, Part, at

_YEAR = "cast(r.year as varchar)"
_SUMS = ("+opening", "+gross", "-cost", "+transfers_in", "-transfers_out", "-disbursed", "=closing")
_ADDED = tuple((name[1:], f"p.{name[1:]}") for name in _SUMS)
_UNIT = "named(c.name, c.name_en)"
_PLACED = "join open.communities as c on c.community_id = p.community_id"
_OF_FUND = (
    "join open.funds as f on f.fund_id = p.fund_id and f.kind = r.kind "
    "join derived.lineage as l on l.community_id = f.community_id and l.distance = 0 "
    "and l.county_id = r.county_id join open.communities as c on c.community_id = f.community_id"
)
"""The fund of a row, its county and its unit."""

COUNTY_BUCKETS = Derivation(
    table="county_buckets",
    place="r.county_id",
    period=_YEAR,
    key=("r.kind", "r.bucket"),
    row="r.name",
    says="said_funds_kind(r.kind)",
    row_says="named(r.name, r.name_en)",
    shown=("funds", "+opening", "+allocated", "+transferred", "-disbursed", "=closing"),
    parts=(
        Part(
            "derived.bucket_years", "p.year = r.year and p.bucket = r.bucket and p.name = r.name",
            join=_OF_FUND, says=_UNIT,
            adds=(("funds", "1"), ("opening", "p.opening"), ("allocated", "p.allocated"),
                  ("transferred", "p.transferred"), ("disbursed", "p.disbursed"), ("closing", "p.closing")),
            to=at(addresses.working("{}", "{}", "bucket_years", "{}", "{}"),
                  "f.community_id", _YEAR, "p.fund_id", "p.bucket"),
            order="f.community_id, p.fund_id",
        ),
    ),
)  # fmt: skip

PROJECT_GROUPS = Derivation(
    table="project_groups",
    place="r.county_id",
    period=_YEAR,
    key=("r.stream", "r.project_group"),
    says="case r.project_group when 'none' then said_projects_stream(r.stream) else coalesce("
    "nullif(said_projects_field(r.project_group), r.project_group), said_projects_category(r.project_group)) "
    "end",
    shown=("projects", "+gross", "-cost", "=net"),
    parts=(
        Part(
            "derived.project_years", "p.year = r.year",
            join="join open.projects as j on j.project_id = p.project_id and j.stream = r.stream "
            "and coalesce(j.field, j.category, 'none') = r.project_group "
            "join derived.lineage as l on l.community_id = j.community_id and l.distance = 0 "
            "and l.county_id = r.county_id",
            says="named(j.name, j.name_en)",
            adds=(("projects", "1"), ("gross", "p.gross"), ("cost", "p.cost"), ("net", "p.net")),
            to=at(addresses.working("{}", "{}", "project_years", "{}"),
                  "j.community_id", _YEAR, "p.project_id"),
            order="j.community_id, p.project_id",
        ),
    ),
)  # fmt: skip

COUNTY_DUES = Derivation(
    table="county_dues",
    place="r.county_id",
    period=_YEAR,
    key=("r.kind",),
    says="said_county_dues_kind(r.kind)",
    shown=("contracts", "due", "received", "difference", "arrears", "owing", "unreported"),
    parts=(
        Part(
            "derived.contract_years",
            "p.county_id = r.county_id and p.kind = r.kind and p.year = r.year and p.status <> 'pending'",
            join="join open.projects as j on j.project_id = p.project_id",
            says="named(j.name, j.name_en)",
            adds=(
                ("contracts", "case when p.due is not null then 1 else 0 end"),
                ("due", "coalesce(p.due, 0)"),
                ("received", "case when p.due is not null then p.received else 0.00 end"),
                ("difference", "coalesce(p.difference, 0)"),
                ("arrears", "coalesce(p.arrears, 0)"),
                ("owing", "case when p.status = 'owed' then 1 else 0 end"),
                ("unreported", "case when p.status = 'unreported' then 1 else 0 end"),
            ),
            to=at(addresses.working("{}", "{}", "contract_years", "{}"),
                  "p.community_id", _YEAR, "p.contract_id"),
            order="p.community_id, p.contract_id",
        ),
    ),
)  # fmt: skip

COUNTY_MONTHS = Derivation(
    table="county_months",
    place="r.county_id",
    period="r.month",
    key=("r.kind",),
    says="said_funds_kind(r.kind)",
    shown=("funds", *_SUMS, "due", "on_time"),
    parts=(
        Part(
            "derived.fund_months",
            "p.county_id = r.county_id and p.kind = r.kind and p.month = r.month",
            join=f"{_PLACED} left join derived.timeliness as t "
            "on t.fund_id = p.fund_id and t.month = p.month",
            says=_UNIT,
            adds=(
                ("funds", "1"), *_ADDED,
                ("due", "case when t.status <> 'pending' then 1 else 0 end"),
                ("on_time", "case when t.status in ('reported', 'nil') then 1 else 0 end"),
            ),
            to=at(addresses.ledger("{}", "{}") + "#{}.{}",
                  "p.community_id", "left(p.month, 4)", "p.fund_id", "p.month"),
            order="p.community_id, p.fund_id",
        ),
    ),
)  # fmt: skip

SWEEP_QUARTERS = Derivation(
    table="sweep_quarters",
    place="r.county_id",
    period="left(r.period, 4)",
    key=("r.kind",),
    row="r.period",
    says="said_funds_kind(r.kind)",
    row_says="r.period",
    shown=("funds", "due", "swept", "remaining", "in_time", "late", "short", "pending", "days_overdue"),
    parts=(
        Part(
            "derived.sweep_dues", "p.county_id = r.county_id and p.period = r.period",
            join=f"join open.funds as f on f.fund_id = p.fund_id and f.kind = r.kind {_PLACED}",
            says=f"{_UNIT} || ' · ' || said_sweep_dues_status(p.status)",
            adds=(
                ("funds", "1"), ("due", "p.due"), ("swept", "p.swept"), ("remaining", "p.remaining"),
                ("in_time", "case when p.status in ('on_time', 'nothing') then 1 else 0 end"),
                ("late", "case when p.status = 'late' then 1 else 0 end"),
                ("short", "case when p.status in ('partial', 'missing') then 1 else 0 end"),
                ("pending", "case when p.status = 'pending' then 1 else 0 end"),
            ),
            to=at(addresses.working("{}", "{}", "sweep_dues", "{}"),
                  "p.community_id", "left(p.period, 4)", "p.fund_id"),
            order="p.community_id, p.fund_id",
        ),
    ),
)  # fmt: skip

SPACE_TARGETS = Derivation(
    table="space_targets",
    place="r.county_id",
    period="left(r.month, 4)",
    key=("r.measure",),
    row="r.counted_by",
    says="said_space_targets_measure(r.measure)",
    row_says="said_space_targets_counted_by(r.counted_by)",
    shown=("target", "reached", "by_date", "status"),
    parts=(
        Part(
            "derived.space_use", "p.month = r.month",
            join=f"{_PLACED} and c.parent_id is null and split_part(c.file, '/', 2) = r.county_id",
            says=f"{_UNIT} || ' · ' || case when r.measure = 'public_service_share' then "
            "plain(p.public_service_area) || ' / ' || plain(p.activated_area) || ' m²' "
            "when r.counted_by = 'count' then count_text(p.activated) || ' / ' || count_text(p.listed) "
            "else plain(p.activated_area) || ' / ' || plain(p.listed_area) || ' m²' end",
            to=at(addresses.working("{}", "{}", "space_use"), "p.community_id", "left(p.month, 4)"),
            order="p.community_id",
        ),
    ),
)  # fmt: skip

CLAIM_CHECKS = Derivation(
    table="claim_checks",
    place="l.county_id",
    period="left(m.last_month, 4)",
    key=("r.claim_id",),
    says="named(k.statement, k.statement_en)",
    shown=("computed", "verdict"),
    written=(("computed", "plain({})"),),
    join="join open.claims as k on k.claim_id = r.claim_id "
    "join derived.lineage as l on l.community_id = k.community_id and l.distance = 0 "
    "join meta.counties as m on m.county_id = l.county_id",
    parts=(
        Part(
            "open.claims", "p.claim_id = r.claim_id",
            says="said_claims_qualifier(p.qualifier) || ' ' || plain(p.value) || ' ' || spoken(p.unit) "
            "|| ' · ' || spoken(p.source)",
        ),
        Part(
            "derived.measures", "p.community_id = k.community_id and p.measure = k.measure",
            join=_PLACED, says=f"h(p.measure) || ' · ' || {_UNIT}",
            to=f"'{addresses.tables('measures')}'", order="p.measure",
        ),
        *measures.PARTS,
    ),
)  # fmt: skip

_TOPS = "join open.communities as c on c.community_id = p.community_id and c.parent_id is null"
_ALONE = "(select count(*) from open.communities as k where k.parent_id = c.community_id) = 0"
_SCOPE = f"case when {_ALONE} then 'own' else 'all' end"

PUBLISHER_YEARS = Derivation(
    table="publisher_years",
    place="''",
    period=_YEAR,
    key=("r.kind",),
    says="said_funds_kind(r.kind)",
    shown=("counties", "funds", *_SUMS, "due", "on_time"),
    parts=(
        Part(
            "derived.community_years",
            "p.scope = 'all' and p.kind = r.kind and p.year = r.year and p.funds > 0", join=_TOPS, says=_UNIT,
            adds=(("funds", "p.funds"), *_ADDED, ("due", "p.due"), ("on_time", "p.on_time")),
            to=at(addresses.working("{}", "{}", "community_years", "{}", "{}"),
                  "p.community_id", _YEAR, _SCOPE, "r.kind"),
            order="p.community_id",
        ),
    ),
)  # fmt: skip

PUBLISHER_SPENDING = Derivation(
    table="publisher_spending",
    place="''",
    period=_YEAR,
    key=("r.kind",),
    row="r.purpose",
    says="said_funds_kind(r.kind)",
    row_says="said_disbursements_purpose(r.purpose)",
    shown=("payments", "amount"),
    parts=(
        Part(
            "derived.spending_years",
            "p.scope = 'all' and p.kind = r.kind and p.year = r.year and p.purpose = r.purpose",
            join=_TOPS, says=_UNIT, adds=(("payments", "p.payments"), ("amount", "p.amount")),
            to=at(addresses.working("{}", "{}", "spending_years", "{}", "{}"),
                  "p.community_id", _YEAR, _SCOPE, "r.kind"),
            order="p.community_id",
        ),
    ),
)  # fmt: skip
