"""The rows that the measures were made of which published figures are compared with.

A claim ``k`` names a measure; what makes it stands within the claim's unit and those below it. Declared are
kinds of sources, each with the measures made of its rows: which rows, and what a row adds. Where a measure
is a share, a mean, a least or a count of different things, or counts people, its rows add nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sunledger.render import addresses
from sunledger.render.derivations.duties import WITHHELD
from sunledger.render.derivations.form import Part, at
from sunledger.render.derivations.funds import PAYMENT, entry


@dataclass(frozen=True, slots=True)
class Rule:
    """Which rows of a source make measures, and what a row adds; blank where it adds nothing."""

    measures: str
    """Their names, with a blank between."""
    on: str = "true"
    adds: str = ""

    @property
    def chosen(self) -> str:
        """Write the SQL for the rows."""
        return f"({self.named} and ({self.on}))"

    @property
    def named(self) -> str:
        """Write the SQL for claims that name one of the measures."""
        return f"k.measure in ({', '.join(repr(name) for name in self.measures.split())})"


def _within(unit: str) -> str:
    """Write the SQL that keeps rows of the claim's unit and of those below it."""
    return (
        f"join derived.lineage as b on b.community_id = {unit} and b.ancestor_id = k.community_id "
        f"join open.communities as c on c.community_id = {unit}"
    )


def _parts(of: str, *rules: Rule, says: str, join: str, to: str = "''", order: str) -> tuple[Part, ...]:
    """Declare the rows of a source: those that add up to a measure, and those that only tell of one.

    ``join`` ends with a condition that the rules' are added to.
    """
    made = []
    for adding in (True, False):
        some = [rule for rule in rules if bool(rule.adds) == adding]
        if not some:
            continue
        adds = " ".join(f"when {rule.chosen} then {rule.adds}" for rule in some if rule.adds)
        made.append(
            Part(
                of, f"r.computed is not null and {_any(rule.named for rule in some)}",
                join=f"{join} and {_any(rule.chosen for rule in some)}", says=says, to=to, order=order,
                adds=(("computed", f"case {adds} end"),) if adding else (),
            )
        )  # fmt: skip
    return tuple(made)


def _any(conditions: Iterable[str]) -> str:
    return f"({' or '.join(conditions)})"


_SELF = "join open.communities as c on c.community_id = p.community_id and c.community_id = k.community_id"
_UNIT = "named(c.name, c.name_en)"
_LIVE = "(p.retired_on is null or p.retired_on > m.as_of)"
_LIVE_FUND = "(c.retired_on is null or c.retired_on > m.as_of)"
_ENTERPRISE = "p.stream = 'enterprise'"
_LIGHT = f"{_ENTERPRISE} and p.mode = 'light_asset'"
_LOCAL = f"{_ENTERPRISE} and p.staff > 0 and p.staff_local is not null"
_CHARITY = f"p.kind = 'charity' and p.account_kind = 'subledger' and {_LIVE_FUND}"
_PERCENT = "regexp_replace(cast({} as varchar), '\\.?0+$', '') || ' %'"
_HAS_BELOW = "k.community_id in (select parent_id from open.communities)"
_NEW_YEAR = "strftime(cast(m.last_month || '-01' as date) - to_months(12), '%Y-%m')"
_WHOLE_YEAR = (
    "cast(left(m.last_month, 4) as integer) - case when right(m.last_month, 2) = '12' then 0 else 1 end"
)


def _of_parent(table: str, key: str) -> str:
    """Write the SQL for a row's working, which units with others below them have."""
    working = at(
        addresses.working("{}", "{}", table, "{}"), "k.community_id", "left(m.last_month, 4)", f"p.{key}"
    )
    return f"case when {_HAS_BELOW} then {working} else '' end"


COMMUNITIES = _parts(
    "open.communities",
    Rule("communities", f"p.level = 'community' and {_LIVE}", "1"),
    Rule("compounds", f"p.level = 'compound' and {_LIVE}", "1"),
    Rule("charity-fund-share", f"p.level = 'community' and {_LIVE}"),
    join=_within("p.community_id"), says=_UNIT, to=at(addresses.unit("{}"), "p.community_id"),
    order="p.community_id",
)  # fmt: skip

PROJECTS = _parts(
    "open.projects",
    Rule("enterprise-projects", _ENTERPRISE, "1"),
    Rule("public-income-items", "p.stream = 'common_parts'", "1"),
    Rule("fund-service-projects", "p.stream = 'fund_service'", "1"),
    Rule("cooperation-projects", _LIGHT, "1"),
    Rule("cooperation-projects-running", f"{_LIGHT} and p.status = 'running'", "1"),
    Rule("enterprise-staff", f"{_ENTERPRISE} and p.staff > 0", "p.staff"),
    Rule("enterprise-local-staff", _LOCAL, "p.staff_local"),
    Rule("enterprise-local-staff-percent", f"{_ENTERPRISE} and p.staff > 0"),
    Rule("enterprise-fields", f"{_ENTERPRISE} and p.field is not null"),
    Rule("public-income-categories", "p.stream = 'common_parts' and p.category is not null"),
    Rule("fund-service-operators", "p.stream = 'fund_service' and p.operator_id is not null"),
    join="left join open.organisations as o on o.organisation_id = p.operator_id "
    f"{_within('p.community_id')}",
    says="named(p.name, p.name_en) || case k.measure "
    "when 'enterprise-local-staff-percent' then "
    "' · ' || coalesce(count_text(p.staff_local), '—') || ' / ' || count_text(p.staff) "
    "when 'enterprise-fields' then ' · ' || said_projects_field(p.field) "
    "when 'public-income-categories' then ' · ' || said_projects_category(p.category) "
    "when 'fund-service-operators' then ' · ' || coalesce(named(o.name, o.name_en), h(p.operator_id)) "
    "else '' end",
    to=at(addresses.unit("{}") + "#{}", "p.community_id", "p.project_id"),
    order="p.community_id, p.project_id",
)  # fmt: skip

PROJECT_YEARS = _parts(
    "derived.project_years",
    Rule("enterprise-turnover", "j.stream = 'enterprise'", "p.gross"),
    Rule("online-income", "j.stream = 'online'", "p.gross"),
    Rule("online-net-income", "j.stream = 'online'", "p.net"),
    Rule("stall-income", "j.field = 'stall'", "p.gross"),
    Rule("online-net-per-community-year", "j.stream = 'online'"),
    join=f"join open.projects as j on j.project_id = p.project_id {_within('j.community_id')}",
    says="named(j.name, j.name_en) || ' · ' || cast(p.year as varchar) || case k.measure "
    "when 'online-net-per-community-year' then ' · ' || yuan(p.net) || ' / ' || count_text(p.months) "
    "else '' end",
    to=at(addresses.working("{}", "{}", "project_years", "{}"),
          "j.community_id", "cast(p.year as varchar)", "p.project_id"),
    order="j.community_id, p.project_id, p.year",
)  # fmt: skip

FUND_YEARS = _parts(
    "derived.fund_years",
    Rule("collective-income", "f.kind = 'enterprise'", "p.gross"),
    Rule("collective-net-income", "f.kind = 'enterprise'", "p.net"),
    Rule("charity-balance", "f.kind = 'charity'", "p.net"),
    join=f"join open.funds as f on f.fund_id = p.fund_id {_within('f.community_id')}",
    says=f"{_UNIT} || ' · ' || cast(p.year as varchar)",
    to=at(addresses.working("{}", "{}", "fund_years", "{}"),
          "f.community_id", "cast(p.year as varchar)", "p.fund_id"),
    order="f.community_id, p.fund_id, p.year",
)  # fmt: skip

FUND_MONTHS = _parts(
    "derived.fund_months",
    Rule("charity-income-year", f"p.kind = 'charity' and p.month > {_NEW_YEAR}", "p.net"),
    join=_within("p.community_id"), says=f"{_UNIT} || ' · ' || p.month",
    to=at(addresses.ledger("{}", "{}") + "#{}.{}",
          "p.community_id", "left(p.month, 4)", "p.fund_id", "p.month"),
    order="p.community_id, p.fund_id, p.month",
)  # fmt: skip

FUNDS = _parts(
    "open.funds",
    Rule("owners-accounts", f"p.kind = 'owners' and p.account_kind = 'own' and {_LIVE_FUND} "
         "and o.kind = 'committee'", "1"),
    Rule("charity-funds", _CHARITY, "1"),
    Rule("both-posts-funds", "p.fund_id in (select t.fund_id from open.matters as t join open.decisions as d "
         "on d.matter_id = t.matter_id and d.chair_role = 'both_posts')", "1"),
    Rule("charity-fund-share", _CHARITY),
    Rule("smallest-charity-committee", "p.kind = 'charity' and p.committee_size is not null"),
    join="left join open.organisations as o on o.organisation_id = p.custodian_id "
    f"{_within('p.community_id')}",
    says=f"{_UNIT} || ' · ' || named(p.name, p.name_en) || case k.measure "
    "when 'smallest-charity-committee' then ' · ' || count_text(p.committee_size) else '' end",
    to=at(addresses.unit("{}"), "p.community_id"), order="p.community_id, p.fund_id",
)  # fmt: skip

_GIVEN = at(
    addresses.ledger("{}", "{}") + "#{}.{}",
    "f.community_id", "cast(year(p.paid_on) as varchar)", "p.fund_id", "month_of(p.paid_on)",
)  # fmt: skip
"""The month of goods given; the entries of ledgers are money only."""

PAYMENTS = _parts(
    "open.disbursements",
    Rule("in-kind-given", "p.in_kind", "p.amount"),
    Rule("in-kind-households", "p.in_kind and p.households is not null"),
    Rule("relief-households", "p.purpose = 'relief' and p.households is not null"),
    join=f"join open.funds as f on f.fund_id = p.fund_id {_within('f.community_id')}",
    says=f"{PAYMENT} || case when k.measure <> 'in-kind-given' then ' · ' || count_text(p.households) "
    "else '' end",
    to=f"case when p.in_kind then {_GIVEN} "
    f"else {entry('f.community_id', 'p.paid_on', 'p.payment_id')} end", order="p.paid_on, p.payment_id",
)  # fmt: skip

COMPANIES = _parts(
    "open.organisations",
    Rule("community-companies", "p.kind = 'community_company'", "1"),
    join="join open.communities as c on c.community_id = k.community_id and c.parent_id is null "
    "and split_part(c.file, '/', 2) = split_part(p.file, '/', 2)",
    says="named(p.name, p.name_en)", order="p.organisation_id",
)  # fmt: skip

SCHEMES = (
    Part(
        "open.schemes",
        "r.computed is not null and k.measure = 'scheme-' || p.bucket || '-percent' "
        "and p.valid_from <= m.as_of and (p.valid_to is null or p.valid_to >= m.as_of)",
        join="semi join (select f.scheme_id, b.ancestor_id from open.funds as f "
        "join derived.lineage as b on b.community_id = f.community_id where f.kind = 'enterprise') as u "
        "on u.scheme_id = p.scheme_id and u.ancestor_id = k.community_id",
        says=f"named(p.name, p.name_en) || ' · ' || {_PERCENT.format('p.percent')}",
        order="p.scheme_id, p.position",
    ),
)  # fmt: skip

CONTRACTS = _parts(
    "open.contracts",
    Rule("joint-venture-net-profit-percent", "j.mode = 'joint_venture' and p.share_of = 'net_profit'"),
    join=f"join open.projects as j on j.project_id = p.project_id {_within('j.community_id')}",
    says=f"named(j.name, j.name_en) || ' · ' || coalesce({_PERCENT.format('p.share_rate')}, '—')",
    to=at(addresses.unit("{}") + "#{}", "j.community_id", "p.project_id"), order="p.contract_id",
)  # fmt: skip

_ROOMS = {
    "spaces-listed": "listed", "spaces-listed-area": "listed_area", "spaces-recovered": "recovered",
    "spaces-recovered-area": "recovered_area", "spaces-activated": "activated",
    "spaces-activated-area": "activated_area",
}  # fmt: skip
_RATES = {
    "recovery-rate-count": ("recovered", "listed"),
    "recovery-rate-area": ("recovered_area", "listed_area"),
    "activation-rate-count": ("activated", "listed"),
    "activation-rate-area": ("activated_area", "listed_area"),
    "public-service-share": ("public_service_area", "activated_area"),
}

SPACES = _parts(
    "derived.space_use",
    *(Rule(measure, "p.month = m.last_month", f"p.{column}") for measure, column in _ROOMS.items()),
    Rule(" ".join(_RATES), "p.month = m.last_month"),
    join=_SELF,
    says=f"{_UNIT} || ' · ' || p.month || case k.measure "
    + " ".join(f"when '{measure}' then ' · ' || plain(p.{part}) || ' / ' || plain(p.{whole})"
               for measure, (part, whole) in _RATES.items())
    + " else '' end",
    to=at(addresses.working("{}", "{}", "space_use"), "p.community_id", "left(p.month, 4)"),
    order="p.month",
)  # fmt: skip

FUNCTIONS = _parts(
    "derived.space_functions",
    Rule("space-functions", "p.function <> '—'", "1"),
    Rule("space-aspects"),
    join=_SELF, says="said_space_functions_aspect(p.aspect) || ' · ' || spoken(p.function)",
    to=_of_parent("space_functions", "aspect"), order="p.aspect, p.function",
)  # fmt: skip

AVOIDED = _parts(
    "open.avoided_costs",
    Rule("avoided-fit-out", "p.kind = 'fit_out'", "p.amount"),
    Rule("avoided-running-year", f"p.kind <> 'fit_out' and p.year = {_WHOLE_YEAR}", "p.amount"),
    join=f"join open.spaces as s on s.space_id = p.space_id {_within('s.community_id')}",
    says="spoken(s.name) || ' · ' || said_avoided_cost_years_kind(p.kind) "
    "|| ' · ' || cast(p.year as varchar)",
    to=at(addresses.unit("{}") + "#{}", "s.community_id", "p.space_id"),
    order="s.community_id, p.space_id, p.file, p.line",
)  # fmt: skip

PARTNERS = _parts(
    "derived.partner_tiers",
    Rule("partner-tiers", adds="1"),
    Rule("partner-jobs", adds="p.jobs"),
    Rule("partner-loans-granted", adds="p.granted"),
    Rule("partner-loans-outstanding", adds="p.outstanding"),
    join=_SELF, says="said_partner_tiers_tier(p.tier)", to=_of_parent("partner_tiers", "tier"),
    order="p.tier",
)  # fmt: skip

LOANS = _parts(
    "derived.loan_balances",
    Rule("smallest-partner-loan largest-partner-loan"),
    join="join open.partners as q on q.partner_id = p.partner_id "
    "join derived.lineage as b on b.community_id = q.community_id and b.ancestor_id = k.community_id",
    says="h(p.loan_id) || ' · ' || yuan(p.granted)",
    to=at(addresses.county_comparison("projects", "{}") + "#{}", "l.county_id", "p.loan_id"),
    order="p.loan_id",
)  # fmt: skip


def _services(on: str, adds: str = "") -> Part:
    """Declare the months of an indicator ``i``, or of both parts of a share, as ``on`` has them."""
    told = "" if adds else f" || ' · ' || {WITHHELD.replace('{}', 'p.value')}"
    return Part(
        "derived.service_months", "r.computed is not null and p.community_id = k.community_id",
        join="join open.indicators as i on i.indicator_id = k.measure "
        "join derived.indicator_families as g on g.indicator_id = p.indicator_id "
        f"join open.indicators as n on n.indicator_id = p.indicator_id and ({on})",
        says=f"named(n.name, n.name_en) || ' · ' || p.month{told}",
        adds=(("computed", adds),) if adds else (),
        to=at(addresses.working("{}", "{}", "service_months", "{}"),
              "p.community_id", "left(p.month, 4)", "p.indicator_id"),
        order="p.indicator_id, p.month",
    )  # fmt: skip


SERVICES = (
    _services("p.indicator_id = k.measure and i.aggregate = 'sum' and not g.guarded", "p.value"),
    _services("p.indicator_id = k.measure and i.aggregate = 'sum' and g.guarded "
              "or i.kind = 'ratio' and p.indicator_id in (i.numerator_id, i.denominator_id)"),
)  # fmt: skip
"""Months of the claim's unit, with those below it; where people are counted, as they are published."""

PARTS = (
    *COMMUNITIES, *PROJECTS, *PROJECT_YEARS, *FUND_YEARS, *FUND_MONTHS, *FUNDS, *PAYMENTS, *COMPANIES,
    *SCHEMES, *CONTRACTS, *SPACES, *FUNCTIONS, *AVOIDED, *PARTNERS, *LOANS, *SERVICES,
)  # fmt: skip
"""In the order in which they stand below a claim."""
