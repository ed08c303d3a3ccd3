-- title_zh: 对照指标
-- title_en: Measures
-- why_zh:   由账目算出、可与公开数字对照的指标，每个单位连同下级各算一份；数人数户的只在最上一级算，还有月份没有收口
--           （见“合并公布的月份”）、或合计里有一笔户数不公布的，不列。
--           已撤并的单位不计数；指标编号与这里的指标同名的，不列也不相加。
-- why_en:   Figures computed from the accounts that claims can be compared with, for each unit with those below it;
--           counts of people stand at the top level only, and not while a month of theirs is held back (see months
--           published together) or a number of households in them is withheld.
--           Retired units are not counted; an indicator that bears the name of a measure is neither listed nor added to it.
-- grain:    unit × measure
-- reads:    communities, lineage, space_use, projects, revenue, funds, organisations, disbursements, services, indicators,
--           indicator_families, service_periods, household_counts, counties, schemes, matters, decisions, contracts,
--           partner_tiers, loan_balances, partners, avoided_cost_years, space_functions
-- needs:    communities
with live as (
    select communities.community_id, communities.level
    from communities
    join lineage on lineage.community_id = communities.community_id and lineage.distance = 0
    join counties on counties.county_id = lineage.county_id
    where communities.retired_on is null or communities.retired_on > counties.as_of
),
facts as (
    select community_id, 'communities' as measure, 1 as value, false as people from live where level = 'community'
    union all
    select community_id, 'compounds', 1, false from live where level = 'compound'
    union all
    select community_id, 'enterprise-projects', 1, false from projects where stream = 'enterprise'
    union all
    select community_id, 'public-income-items', 1, false from projects where stream = 'common_parts'
    union all
    select projects.community_id, 'enterprise-turnover', revenue.gross, false
    from revenue
    join projects using (project_id)
    where projects.stream = 'enterprise' and revenue.basis <> 'in_kind'
    union all
    select projects.community_id, 'online-income', revenue.gross, false
    from revenue
    join projects using (project_id)
    where projects.stream = 'online' and revenue.basis <> 'in_kind'
    union all
    select community_id, 'cooperation-projects', 1, false
    from projects
    where stream = 'enterprise' and mode = 'light_asset'
    union all
    select community_id, 'cooperation-projects-running', 1, false
    from projects
    where stream = 'enterprise' and mode = 'light_asset' and status = 'running'
    union all
    select community_id, 'enterprise-staff', staff, false from projects where stream = 'enterprise' and staff > 0
    union all
    select community_id, 'enterprise-local-staff', staff_local, false
    from projects
    where stream = 'enterprise' and staff > 0 and staff_local is not null
    union all
    select projects.community_id, 'online-net-income', revenue.gross - revenue.cost, false
    from revenue
    join projects using (project_id)
    where projects.stream = 'online' and revenue.basis <> 'in_kind'
    union all
    select projects.community_id, 'stall-income', revenue.gross, false
    from revenue
    join projects using (project_id)
    where projects.field = 'stall' and revenue.basis <> 'in_kind'
    union all
    select community_id, 'fund-service-projects', 1, false from projects where stream = 'fund_service'
    union all
    select funds.community_id, 'collective-net-income', revenue.gross - revenue.cost, false
    from revenue
    join funds using (fund_id)
    where funds.kind = 'enterprise' and revenue.basis <> 'in_kind'
    union all
    select funds.community_id, 'charity-income-year', revenue.gross - revenue.cost, false
    from revenue
    join funds using (fund_id)
    join lineage on lineage.community_id = funds.community_id and lineage.distance = 0
    join counties on counties.county_id = lineage.county_id
    where funds.kind = 'charity' and revenue.basis <> 'in_kind'
        and revenue.month > strftime(cast(counties.last_month || '-01' as date) - to_months(12), '%Y-%m')
    union all
    select funds.community_id, 'collective-income', revenue.gross, false
    from revenue
    join funds using (fund_id)
    where funds.kind = 'enterprise' and revenue.basis <> 'in_kind'
    union all
    select funds.community_id, 'owners-accounts', 1, false
    from funds
    join live using (community_id)
    join organisations on organisations.organisation_id = funds.custodian_id
    where funds.kind = 'owners' and funds.account_kind = 'own' and organisations.kind = 'committee'
    union all
    select community_id, 'charity-funds', 1, false
    from funds
    join live using (community_id)
    where kind = 'charity' and account_kind = 'subledger'
    union all
    select funds.community_id, 'charity-balance', revenue.gross - revenue.cost, false
    from revenue
    join funds using (fund_id)
    where funds.kind = 'charity' and revenue.basis <> 'in_kind'
    union all
    select funds.community_id, 'in-kind-given', disbursements.amount, false
    from disbursements
    join funds using (fund_id)
    where disbursements.in_kind
    union all
    select funds.community_id, 'in-kind-households', disbursements.households, true
    from disbursements
    join funds using (fund_id)
    where disbursements.in_kind and disbursements.households is not null
    union all
    select funds.community_id, 'relief-households', disbursements.households, true
    from disbursements
    join funds using (fund_id)
    where disbursements.purpose = 'relief' and disbursements.households is not null
),
counted as (
    select services.community_id, services.indicator_id as measure, services.value, indicator_families.guarded as people
    from services
    join indicators using (indicator_id)
    join indicator_families using (indicator_id)
    where indicators.aggregate = 'sum'
),
withheld as (
    select service_periods.community_id, indicator_families.indicator_id as measure
    from service_periods
    join indicator_families using (family)
    where not service_periods.closed
    union
    select lineage.ancestor_id, unnest(case
        when disbursements.in_kind and disbursements.purpose = 'relief' then ['in-kind-households', 'relief-households']
        when disbursements.in_kind then ['in-kind-households']
        when disbursements.purpose = 'relief' then ['relief-households']
        else [] end)
    from household_counts
    join disbursements using (payment_id)
    join funds using (fund_id)
    join lineage on lineage.community_id = funds.community_id
    where household_counts.suppressed
),
rolled as (
    select lineage.ancestor_id as community_id, lineage.county_id, every.measure, every.entered,
        sum(every.value) as value, bool_or(every.people) as people
    from (select *, false as entered from facts union all select *, true from counted) as every
    join lineage on lineage.community_id = every.community_id
    group by all
),
fractions as (
    select 'charity-fund-share' as measure, 'charity-funds' as part, 'communities' as whole, false as entered
    union all
    select 'enterprise-local-staff-percent', 'enterprise-local-staff', 'enterprise-staff', false
    union all
    select indicator_id, numerator_id, denominator_id, true from indicators where kind = 'ratio'
),
ratios as (
    select part.community_id, part.county_id, fractions.measure, fractions.entered,
        cast(half_up(fen(part.value) * 1000, fen(whole.value)) as decimal(18, 0)) * 0.1 as value,
        part.people or whole.people as people
    from fractions
    join rolled as part on part.measure = fractions.part and part.entered = fractions.entered
    join rolled as whole on whole.measure = fractions.whole and whole.entered = fractions.entered
        and whole.community_id = part.community_id
    where whole.value > 0
        and (part.community_id, part.measure) not in (select (community_id, measure) from withheld)
        and (whole.community_id, whole.measure) not in (select (community_id, measure) from withheld)
),
kinds as (
    select community_id, 'enterprise-fields' as measure, field as item from projects where stream = 'enterprise'
    union all
    select community_id, 'public-income-categories', category from projects where stream = 'common_parts'
    union all
    select community_id, 'fund-service-operators', operator_id from projects where stream = 'fund_service'
    union all
    select funds.community_id, 'both-posts-funds', matters.fund_id
    from decisions
    join matters using (matter_id)
    join funds using (fund_id)
    where decisions.chair_role = 'both_posts'
    union all
    select communities.community_id, 'community-companies', organisations.organisation_id
    from organisations
    join communities on communities.parent_id is null
        and split_part(communities.file, '/', 2) = split_part(organisations.file, '/', 2)
    where organisations.kind = 'community_company'
),
varieties as (
    select lineage.ancestor_id as community_id, lineage.county_id, kinds.measure, count(distinct kinds.item) as value
    from kinds
    join lineage on lineage.community_id = kinds.community_id
    where kinds.item is not null
    group by all
),
online_months as (
    select lineage.ancestor_id as community_id, lineage.county_id, count(distinct (projects.community_id, revenue.month)) as months
    from revenue
    join projects using (project_id)
    join lineage on lineage.community_id = projects.community_id
    where projects.stream = 'online' and revenue.basis <> 'in_kind'
    group by all
),
online_yearly as (
    select rolled.community_id, rolled.county_id, 'online-net-per-community-year' as measure,
        cast(half_up(fen(rolled.value) * 12, online_months.months) as decimal(18, 0)) * 0.01 as value
    from rolled
    join online_months using (community_id)
    where rolled.measure = 'online-net-income' and not rolled.entered
),
committees as (
    select lineage.ancestor_id as community_id, lineage.county_id, 'smallest-charity-committee' as measure,
        min(funds.committee_size) as value
    from funds
    join lineage on lineage.community_id = funds.community_id
    where funds.kind = 'charity' and funds.committee_size is not null
    group by all
),
shares as (
    select lineage.ancestor_id as community_id, lineage.county_id, 'scheme-' || schemes.bucket || '-percent' as measure,
        any_value(schemes.percent) as value
    from funds
    join lineage on lineage.community_id = funds.community_id
    join counties on counties.county_id = lineage.county_id
    join schemes on schemes.scheme_id = funds.scheme_id and schemes.valid_from <= counties.as_of
        and (schemes.valid_to is null or schemes.valid_to >= counties.as_of)
    where funds.kind = 'enterprise'
    group by all
    having count(distinct schemes.percent) = 1
),
latest_space as (
    select lineage.community_id, counties.last_month as month
    from lineage
    join counties on counties.county_id = lineage.county_id
    where lineage.distance = 0
),
space_facts as (
    unpivot (
        select community_id,
            cast(listed as decimal(18, 4)) as "spaces-listed",
            cast(listed_area as decimal(18, 4)) as "spaces-listed-area",
            cast(recovered as decimal(18, 4)) as "spaces-recovered",
            cast(recovered_area as decimal(18, 4)) as "spaces-recovered-area",
            cast(activated as decimal(18, 4)) as "spaces-activated",
            cast(activated_area as decimal(18, 4)) as "spaces-activated-area",
            cast(recovery_by_count as decimal(18, 4)) as "recovery-rate-count",
            cast(recovery_by_area as decimal(18, 4)) as "recovery-rate-area",
            cast(activation_by_count as decimal(18, 4)) as "activation-rate-count",
            cast(activation_by_area as decimal(18, 4)) as "activation-rate-area",
            cast(public_service_share as decimal(18, 4)) as "public-service-share"
        from space_use
        join latest_space using (community_id, month)
    )
    on columns(* exclude community_id) into name measure value value
),
partner_facts as (
    unpivot (
        select community_id, cast(count(*) as decimal(18, 4)) as "partner-tiers",
            cast(sum(jobs) as decimal(18, 4)) as "partner-jobs",
            cast(sum(granted) as decimal(18, 4)) as "partner-loans-granted",
            cast(sum(outstanding) as decimal(18, 4)) as "partner-loans-outstanding"
        from partner_tiers
        group by community_id
    )
    on columns(* exclude community_id) into name measure value value
),
loan_facts as (
    unpivot (
        select lineage.ancestor_id as community_id,
            cast(min(loan_balances.granted) as decimal(18, 4)) as "smallest-partner-loan",
            cast(max(loan_balances.granted) as decimal(18, 4)) as "largest-partner-loan"
        from loan_balances
        join partners using (partner_id)
        join lineage on lineage.community_id = partners.community_id
        group by lineage.ancestor_id
    )
    on columns(* exclude community_id) into name measure value value
),
joint_shares as (
    select lineage.ancestor_id as community_id, 'joint-venture-net-profit-percent' as measure,
        any_value(contracts.share_rate) as value
    from contracts
    join projects using (project_id)
    join lineage on lineage.community_id = projects.community_id
    where projects.mode = 'joint_venture' and contracts.share_of = 'net_profit'
    group by lineage.ancestor_id
    having count(distinct contracts.share_rate) = 1
),
avoided_facts as (
    select avoided.community_id, 'avoided-fit-out' as measure, sum(avoided.amount) as value
    from avoided_cost_years as avoided
    where avoided.kind = 'fit_out'
    group by avoided.community_id
    union all
    select avoided.community_id, 'avoided-running-year', sum(avoided.amount)
    from avoided_cost_years as avoided
    join lineage on lineage.community_id = avoided.community_id and lineage.distance = 0
    join counties on counties.county_id = lineage.county_id
    where avoided.kind <> 'fit_out'
        and avoided.year = cast(left(counties.last_month, 4) as integer) - case when right(counties.last_month, 2) = '12' then 0 else 1 end
    group by avoided.community_id
),
function_facts as (
    select community_id, 'space-aspects' as measure, count(distinct aspect) as value from space_functions group by community_id
    union all
    select community_id, 'space-functions', count(*) from space_functions where function <> '—' group by community_id
),
every as (
    select community_id, measure, cast(value as decimal(18, 4)) as value, people, entered from rolled
    union all
    select community_id, measure, cast(value as decimal(18, 4)), people, entered from ratios
    union all
    select community_id, measure, cast(value as decimal(18, 4)), false, false from varieties
    union all
    select community_id, measure, cast(value as decimal(18, 4)), false, false from shares
    union all
    select community_id, measure, cast(value as decimal(18, 4)), false, false from online_yearly
    union all
    select community_id, measure, cast(value as decimal(18, 4)), false, false from committees
    union all
    select community_id, measure, value, false, false from space_facts
    union all
    select community_id, measure, value, false, false from partner_facts
    union all
    select community_id, measure, value, false, false from loan_facts
    union all
    select community_id, measure, cast(value as decimal(18, 4)), false, false from joint_shares
    union all
    select community_id, measure, cast(value as decimal(18, 4)), false, false from avoided_facts
    union all
    select community_id, measure, cast(value as decimal(18, 4)), false, false from function_facts
)
select every.community_id, measure, value
from every
join communities using (community_id)
where (not people or (
    communities.parent_id is null and (community_id, measure) not in (select (community_id, measure) from withheld)
)) and (not entered or measure not in (select measure from every where not entered))
order by every.community_id, measure
