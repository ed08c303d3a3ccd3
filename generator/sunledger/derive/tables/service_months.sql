-- title_zh: 服务月统计
-- title_en: Service months
-- why_zh:   数人数户的指标，少于披露下限（零也算）不公布。只遮小格子会被合计减出来，所以整项遮：一个县的一项指标，
--           只要有一格不足下限，就不公布县以下的任何一格；县的月合计有一格不足，也全不公布。比率的分子分母有一个
--           不公布，比率也不公布。
-- why_en:   Counts of people or households below the threshold (zero included) are withheld. Hiding small cells alone
--           lets totals give them away, so a whole indicator is hidden: if one cell of a county's indicator is small,
--           no cell below the county is shown; if one month's county total is small, no month is shown. A ratio is
--           withheld with its numerator or denominator.
-- grain:    unit, with those below it × month × indicator
-- reads:    services, indicators, lineage, counties, communities
with cells as (
    select services.community_id, lineage.county_id, services.month, services.indicator_id, services.value,
        indicators.counts_people, indicators.aggregate
    from services
    join indicators using (indicator_id)
    join lineage on lineage.community_id = services.community_id and lineage.distance = 0
    where indicators.kind = 'count'
),
rolled as (
    select lineage.ancestor_id as community_id, cells.county_id, cells.month, cells.indicator_id, cells.counts_people,
        sum(cells.value) as value
    from cells
    join lineage on lineage.community_id = cells.community_id
    where lineage.distance = 0 or cells.aggregate = 'sum'
    group by all
),
tops as (
    select community_id from communities where parent_id is null
),
small as (
    select rolled.county_id, rolled.indicator_id,
        bool_or(rolled.value < counties.disclosure_threshold) as below_small,
        bool_or(rolled.value < counties.disclosure_threshold and tops.community_id is not null) as top_small
    from rolled
    join counties on counties.county_id = rolled.county_id
    left join tops on tops.community_id = rolled.community_id
    group by rolled.county_id, rolled.indicator_id
),
judged as (
    select rolled.community_id, rolled.month, rolled.indicator_id, rolled.value,
        rolled.counts_people and (top_small or (below_small and tops.community_id is null)) as suppressed
    from rolled
    join small on small.county_id = rolled.county_id and small.indicator_id = rolled.indicator_id
    left join tops on tops.community_id = rolled.community_id
),
ratios as (
    select part.community_id, part.month, indicators.indicator_id,
        case when whole.value > 0
            then cast(half_up(fen(part.value) * 1000, fen(whole.value)) as decimal(18, 0)) * 0.1 end as value,
        part.suppressed or whole.suppressed as suppressed
    from indicators
    join judged as part on part.indicator_id = indicators.numerator_id
    join judged as whole on whole.indicator_id = indicators.denominator_id
        and whole.community_id = part.community_id and whole.month = part.month
    where indicators.kind = 'ratio'
),
every as (
    select community_id, month, indicator_id, value, suppressed from judged
    union all
    select community_id, month, indicator_id, value, suppressed from ratios where value is not null
)
select community_id, month, indicator_id, case when not suppressed then value end as value, suppressed
from every
order by community_id, month, indicator_id
