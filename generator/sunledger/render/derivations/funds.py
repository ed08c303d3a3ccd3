"""How the figures of a unit's funds were made: years, buckets, purposes, projects, comparisons."""

from __future__ import annotations

from sunledger.render import addresses
from sunledger.render.derivations.form import Derivation, Part, at

PEERS = 100
"""Among how many each is listed on the page of each of them; of more only the number is given."""
_FUND = "join open.funds as f on f.fund_id = r.fund_id"
_YEAR = "cast(r.year as varchar)"
_MONTH = at(addresses.ledger("{}", "{}") + "#{}.{}", "f.community_id", _YEAR, "r.fund_id", "p.month")
_OWN = (
    "p.scope = 'all' "
    "and c.community_id not in (select parent_id from open.communities where parent_id is not null)"
)
_BELOW = (
    "join (select community_id as above, community_id as below, 'own' as scope from open.communities "
    "union all select parent_id, community_id, 'all' from open.communities where parent_id is not null) "
    "as near on near.above = r.community_id and near.below = p.community_id and near.scope = p.scope "
    "join open.communities as c on c.community_id = p.community_id"
)
"""What a unit with those below it is made of: its own row, and those of the units directly below."""
_HAS_BELOW = (
    "r.scope = 'own' "
    "or r.community_id in (select parent_id from open.communities where parent_id is not null)"
)
_CHILD = (
    "case when p.scope = 'own' then said_{}_scope('own') || ' · ' else '' end || named(c.name, c.name_en)"
)
_SUMS = ("+opening", "+gross", "-cost", "+transfers_in", "-transfers_out", "-disbursed", "=closing")
_ADDED = tuple((name[1:], f"p.{name[1:]}") for name in _SUMS)
PAYMENT = (
    "day(p.paid_on) || ' · ' || said_disbursements_purpose(p.purpose) "
    "|| coalesce(' · ' || spoken(p.description), '')"
)
INCOME = (
    "p.month || ' · ' || coalesce(said_revenue_category(p.category), said_revenue_basis(p.basis)) "
    "|| coalesce(' · ' || spoken(p.note), '')"
)
MOVED = "day(p.moved_on) || ' · ' || said_transfers_reason(p.reason) || coalesce(' · ' || h(p.period), '')"


def entry(unit: str, day: str, key: str) -> str:
    """Write the SQL for the address of an entry of a ledger."""
    return at(addresses.ledger("{}", "{}") + "#{}", unit, f"left(cast({day} as varchar), 4)", key)


def _lower(table: str) -> str:
    """Write the SQL for where a row of a unit below, or the unit's own, stands."""
    scope = f"case when {_OWN} then 'own' else p.scope end"
    pattern = addresses.working("{}", "{}", table, "{}", "{}")
    return at(pattern, "c.community_id", _YEAR, scope, "r.kind")


FUND_YEARS = Derivation(
    table="fund_years",
    place="f.community_id",
    period=_YEAR,
    key=("r.fund_id",),
    says="named(f.name, f.name_en)",
    shown=(*_SUMS, "entries", "money_in", "money_out"),
    join=_FUND,
    parts=(
        Part(
            "derived.fund_years", "p.fund_id = r.fund_id and p.year = r.year - 1",
            says="cast(p.year as varchar)", adds=(("opening", "p.closing"),),
            to=at(addresses.working("{}", "{}", "fund_years", "{}"),
                  "f.community_id", "cast(p.year as varchar)", "r.fund_id"),
            order="p.year",
        ),
        Part(
            "open.funds", "p.fund_id = r.fund_id", says="named(p.name, p.name_en)",
            adds=(("opening", "p.opening_balance"),),
            join="anti join derived.fund_years as b on b.fund_id = r.fund_id and b.year < r.year",
        ),
        Part(
            "derived.fund_months", f"p.fund_id = r.fund_id and left(p.month, 4) = {_YEAR}",
            says="p.month", to=_MONTH, order="p.month",
            adds=(*_ADDED[1:-1], ("entries", "p.entries")),
        ),
    ),
)  # fmt: skip

BUCKET_YEARS = Derivation(
    table="bucket_years",
    place="f.community_id",
    period=_YEAR,
    key=("r.fund_id", "r.bucket"),
    says="named(f.name, f.name_en) || ' · ' || named(r.name, r.name_en)",
    shown=("percent", "+opening", "+allocated", "+transferred", "-disbursed", "=closing"),
    join=_FUND,
    parts=(
        Part(
            "derived.bucket_years", "p.fund_id = r.fund_id and p.bucket = r.bucket and p.year = r.year - 1",
            says="cast(p.year as varchar)", adds=(("opening", "p.closing"),),
            to=at(addresses.working("{}", "{}", "bucket_years", "{}", "{}"),
                  "f.community_id", "cast(p.year as varchar)", "r.fund_id", "r.bucket"),
            order="p.year",
        ),
        Part(
            "open.funds", "p.fund_id = r.fund_id and r.bucket = 'unallocated'",
            says="named(p.name, p.name_en)", adds=(("opening", "p.opening_balance"),),
            join="anti join derived.bucket_years as b on b.fund_id = r.fund_id and b.year < r.year",
        ),
        Part(
            "derived.allocations",
            f"p.fund_id = r.fund_id and p.bucket = r.bucket and left(p.month, 4) = {_YEAR}",
            says="p.month || ' · ' || yuan(p.distributable) || ' × ' "
            "|| regexp_replace(cast(p.percent as varchar), '\\.?0+$', '') || ' %'",
            adds=(("allocated", "p.amount"),), to=_MONTH, order="p.month",
        ),
        Part(
            "derived.bucket_balances",
            f"p.fund_id = r.fund_id and r.bucket = 'unallocated' and p.bucket = r.bucket "
            f"and left(p.month, 4) = {_YEAR} and p.allocated <> 0",
            says="p.month", adds=(("allocated", "p.allocated"),), to=_MONTH, order="p.month",
        ),
        Part(
            "open.transfers",
            "year(p.moved_on) = r.year and (p.to_fund_id = r.fund_id and r.bucket = 'unallocated' "
            "or p.from_fund_id = r.fund_id and coalesce(p.bucket, 'unallocated') = r.bucket)",
            says=MOVED,
            adds=(("transferred", "case when p.from_fund_id = r.fund_id then -p.amount else p.amount end"),),
            to=entry("f.community_id", "p.moved_on",
                     "p.transfer_id || case when p.to_fund_id = r.fund_id then '-in' else '' end"),
            order="p.moved_on, p.transfer_id",
        ),
        Part(
            "open.disbursements",
            "p.fund_id = r.fund_id and year(p.paid_on) = r.year and not coalesce(p.in_kind, false) "
            "and coalesce(p.bucket, 'unallocated') = r.bucket",
            says=PAYMENT, adds=(("disbursed", "p.amount"),),
            to=entry("f.community_id", "p.paid_on", "p.payment_id"), order="p.paid_on, p.payment_id",
        ),
    ),
)  # fmt: skip

COMMUNITY_YEARS = Derivation(
    table="community_years",
    place="r.community_id",
    period=_YEAR,
    key=("r.scope", "r.kind"),
    says="said_funds_kind(r.kind) || ' · ' || said_community_years_scope(r.scope)",
    shown=("funds", *_SUMS, "net", "net_per_household", "due", "on_time"),
    only=f"r.funds > 0 and ({_HAS_BELOW})",
    parts=(
        Part(
            "derived.fund_years", "r.scope = 'own' and p.year = r.year",
            join="join open.funds as f on f.fund_id = p.fund_id and f.community_id = r.community_id "
            "and f.kind = r.kind",
            says="named(f.name, f.name_en)", adds=(("funds", "1"), *_ADDED, ("net", "p.net")),
            to=at(addresses.working("{}", "{}", "fund_years", "{}"), "r.community_id", _YEAR, "p.fund_id"),
            order="p.fund_id",
        ),
        Part(
            "derived.timeliness",
            f"r.scope = 'own' and p.community_id = r.community_id and left(p.month, 4) = {_YEAR}",
            join="join open.funds as f on f.fund_id = p.fund_id and f.kind = r.kind",
            says="p.month || ' · ' || said_timeliness_status(p.status) || ' · ' || named(f.name, f.name_en)",
            adds=(
                ("due", "case when p.status <> 'pending' then 1 else 0 end"),
                ("on_time", "case when p.status in ('reported', 'nil') then 1 else 0 end"),
            ),
            to=at(addresses.working("{}", "{}", "timeliness", "{}"), "r.community_id", _YEAR, "p.fund_id"),
            order="p.fund_id, p.month",
        ),
        Part(
            "derived.community_years",
            "r.scope = 'all' and p.kind = r.kind and p.year = r.year and p.funds > 0", join=_BELOW,
            says=_CHILD.format("community_years"),
            adds=(("funds", "p.funds"), *_ADDED, ("net", "p.net"), ("due", "p.due"),
                  ("on_time", "p.on_time")),
            to=_lower("community_years"), order="p.scope <> 'own', p.community_id",
        ),
        Part(
            "open.communities", "p.community_id = r.community_id and r.net_per_household is not null",
            says="named(p.name, p.name_en) || ' · ' || count_text(p.households)",
        ),
    ),
)  # fmt: skip

SPENDING_YEARS = Derivation(
    table="spending_years",
    place="r.community_id",
    period=_YEAR,
    key=("r.scope", "r.kind"),
    row="r.purpose",
    says="said_funds_kind(r.kind) || ' · ' || said_spending_years_scope(r.scope)",
    row_says="said_disbursements_purpose(r.purpose)",
    shown=("payments", "amount"),
    only=_HAS_BELOW,
    parts=(
        Part(
            "open.disbursements",
            "r.scope = 'own' and p.purpose = r.purpose and year(p.paid_on) = r.year "
            "and not coalesce(p.in_kind, false)",
            join="join open.funds as f on f.fund_id = p.fund_id and f.community_id = r.community_id "
            "and f.kind = r.kind",
            says=PAYMENT, adds=(("payments", "1"), ("amount", "p.amount")),
            to=entry("r.community_id", "p.paid_on", "p.payment_id"), order="p.paid_on, p.payment_id",
        ),
        Part(
            "derived.spending_years",
            "r.scope = 'all' and p.kind = r.kind and p.year = r.year and p.purpose = r.purpose",
            join=_BELOW, says=_CHILD.format("spending_years"),
            adds=(("payments", "p.payments"), ("amount", "p.amount")), to=_lower("spending_years"),
            order="p.scope <> 'own', p.community_id",
        ),
    ),
)  # fmt: skip

PROJECT_YEARS = Derivation(
    table="project_years",
    place="j.community_id",
    period=_YEAR,
    key=("r.project_id",),
    says="named(j.name, j.name_en)",
    join="join open.projects as j on j.project_id = r.project_id",
    shown=("+gross", "-cost", "=net"),
    parts=(
        Part(
            "open.revenue",
            f"p.project_id = r.project_id and p.basis <> 'in_kind' and left(p.month, 4) = {_YEAR}",
            join="join open.funds as f on f.fund_id = p.fund_id", says=INCOME,
            adds=(("gross", "p.gross"), ("cost", "p.cost")),
            to=entry("f.community_id", "p.month", "p.entry_id"), order="p.month, p.entry_id",
        ),
    ),
)  # fmt: skip

YEAR_COMPARISONS = Derivation(
    table="year_comparisons",
    place="r.community_id",
    period=_YEAR,
    key=("r.kind",),
    says="said_funds_kind(r.kind)",
    shown=("months", "net", "net_before", "change_percent", "net_per_household", "peers", "peer_median"),
    parts=(
        Part(
            "derived.fund_months",
            f"p.community_id = r.community_id and p.kind = r.kind and left(p.month, 4) = {_YEAR}",
            says="p.month", adds=(("net", "p.net"),), order="p.month, p.fund_id",
            to=at(addresses.ledger("{}", "{}") + "#{}.{}", "r.community_id", _YEAR, "p.fund_id", "p.month"),
        ),
        Part(
            "derived.fund_months",
            "r.net_before is not null and p.community_id = r.community_id and p.kind = r.kind "
            "and left(p.month, 4) = cast(r.year - 1 as varchar)",
            join="semi join derived.fund_months as q on q.community_id = r.community_id and q.kind = r.kind "
            f"and q.month = {_YEAR} || right(p.month, 3)",
            says="p.month", adds=(("net_before", "p.net"),), order="p.month, p.fund_id",
            to=at(addresses.ledger("{}", "{}") + "#{}.{}",
                  "r.community_id", "left(p.month, 4)", "p.fund_id", "p.month"),
        ),
        Part(
            "derived.community_years",
            f"r.peers <= {PEERS} and p.scope = 'own' and p.kind = r.kind and p.year = r.year "
            "and p.net_per_household is not null",
            join="join open.communities as o on o.community_id = r.community_id "
            "join open.communities as c on c.community_id = p.community_id and c.level = o.level "
            "and split_part(c.file, '/', 2) = split_part(o.file, '/', 2) "
            "and (r.households_from is null or c.households >= r.households_from) "
            "and (r.households_to is null or c.households <= r.households_to)",
            says="named(c.name, c.name_en) || ' · ' || yuan(p.net_per_household)", adds=(("peers", "1"),),
            to=at(addresses.working("{}", "{}", "community_years", "{}", "{}"),
                  "p.community_id", _YEAR, "p.scope", "p.kind"),
            order="p.net_per_household, p.community_id", beyond=True,
        ),
        Part(
            "derived.community_years",
            f"r.peers > {PEERS} and p.scope = 'own' and p.kind = r.kind and p.year = r.year "
            "and p.community_id = r.community_id",
            join="join open.communities as c on c.community_id = p.community_id",
            says="named(c.name, c.name_en) || coalesce(' · ' || yuan(p.net_per_household), '')",
            adds=(("peers", "1"),),
            to=at(addresses.working("{}", "{}", "community_years", "{}", "{}"),
                  "p.community_id", _YEAR, "p.scope", "p.kind"),
            order="p.community_id", count="r.peers",
        ),
    ),
)  # fmt: skip
