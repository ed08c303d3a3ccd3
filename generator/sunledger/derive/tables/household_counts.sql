-- title_zh: 惠及户数
-- title_en: Household counts
-- why_zh:   一笔支出惠及的户数，少于披露下限（零也算）不公布。服务统计里数户的指标（单位不是人、人次的都算）可能数的是同一批户：
--           它的一格是若干笔户数之和。所以只要它有一格不公布，或者有一笔户数不足下限，凡是可能在它任何一个月合计里的
--           （户数不大于它最大的月合计）都不公布。这样遮住的格子不会由户数加出来，遮住的户数也不会由服务统计减出来。
-- why_en:   The households a payment reached are withheld below the threshold (zero included). A service indicator of
--           households (any unit but persons and visits) may count the same ones: a cell of it is a sum of payments'
--           households. So if one of its cells is withheld, or one payment is small, every payment that can be part of a
--           month of it (no larger than its largest month) is withheld too: no withheld cell can be added up from
--           payments, no withheld payment found by subtracting from the statistics.
-- grain:    payment that names households
-- reads:    disbursements, funds, lineage, communities, counties, services, service_months, indicators, indicator_families
-- needs:    communities, counties, disbursements, funds, lineage
with limits as (
    select lineage.community_id, lineage.ancestor_id as top_id,
        max(counties.disclosure_threshold) over (partition by lineage.ancestor_id) as threshold
    from lineage
    join communities as tops on tops.community_id = lineage.ancestor_id and tops.parent_id is null
    join counties on counties.county_id = lineage.county_id
),
counted as (
    select disbursements.payment_id, disbursements.households, limits.top_id, limits.threshold,
        min(disbursements.households) over (partition by limits.top_id) < limits.threshold as any_small
    from disbursements
    join funds using (fund_id)
    join limits on limits.community_id = funds.community_id
    where disbursements.households is not null
),
sisters as (
    select indicator_id
    from indicators
    join indicator_families using (indicator_id)
    where indicator_families.counts_people
        and indicators.unit not in ('人', '人次', '名', '位', 'persons', 'people', 'visits', 'attendances')
),
sister_months as (
    select limits.top_id, services.indicator_id, services.month, sum(services.value) as value
    from services
    join sisters using (indicator_id)
    join limits using (community_id)
    group by all
),
sister_tables as (
    select top_id, indicator_id, max(value) as largest
    from sister_months
    group by all
),
withheld as (
    select limits.top_id, service_months.indicator_id, bool_or(suppressed or coalesce(entry_suppressed, false)) as some
    from service_months
    join sisters using (indicator_id)
    join limits using (community_id)
    group by all
),
risks as (
    select sister_tables.top_id, max(largest) filter (where withheld.some) as largest_withheld, max(largest) as largest
    from sister_tables
    join withheld using (top_id, indicator_id)
    group by all
),
judged as (
    select counted.payment_id, counted.households,
        counted.households < counted.threshold
            or coalesce(counted.households <= risks.largest_withheld, false)
            or (counted.any_small and coalesce(counted.households <= risks.largest, false)) as suppressed
    from counted
    left join risks using (top_id)
)
select payment_id, case when not suppressed then households end as households, suppressed
from judged
order by payment_id
