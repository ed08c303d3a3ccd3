-- title_zh: 服务月统计
-- title_en: Service months
-- why_zh:   数人数户的指标，少于披露下限（零也算）不公布；只遮小格子会被合计减出来，所以还要遮别的。最上一级：见“合并公布的
--           月份”，单独成段的月份才公布。以下各级：上级公布了的，它的各个下级（上级自己填报的一行也算一个）里有一个不足下限，
--           就从小到大再遮，遮到合计不少于下限为止（小格子一个不够，所以至少两个）；遮住的单位，它下面的
--           全部遮住。为什么够了：每个公布的合计只通过“它减去公布了的下级等于遮住的几格之和”说到遮住的格子；这几格至少两个、和不少于下限，每一格都可以是零，也可以是全部，
--           所以能推断的范围不窄于下限。各个合计说到的格子互不相同，合在一起也推不出更多。由比率连起来的指标同组同遮，比率的
--           分子分母有一个不公布，比率也不公布。
-- why_en:   Counts of people below the threshold (zero included) are withheld; since totals would give small cells away,
--           others are withheld with them. At the top: months that are a period of their own are published (see months
--           published together). Below: if one part of a published unit (a unit below it, or its own entry beside
--           theirs) is small, further parts are withheld, smallest first, until they add up to the threshold (one
--           small part never does, so there are at least two); all that lies below a withheld unit is withheld. Why
--           that is enough: a published total speaks of withheld cells only by what it leaves after its published parts, the sum of at least two cells,
--           no less than the threshold; each of them can be nothing or all of it, so what can be inferred is no narrower
--           than the threshold. Different totals speak of different cells, so together they tell no more. Counts that a
--           ratio joins are withheld together, and a ratio with its numerator or denominator.
-- grain:    unit, with those below it × month × indicator
-- reads:    services, indicators, indicator_families, service_periods, lineage, communities, counties
-- needs:    communities, counties, indicator_families, indicators, lineage, services
with entries as (
    select services.community_id, services.month, services.indicator_id, services.value, indicators.aggregate,
        families.family, families.counts_people, families.guarded, families.adds_up
    from services
    join indicators using (indicator_id)
    join indicator_families as families using (indicator_id)
),
limits as (
    select lineage.community_id, lineage.ancestor_id as top_id,
        max(counties.disclosure_threshold) over (partition by lineage.ancestor_id) as threshold
    from lineage
    join communities as tops on tops.community_id = lineage.ancestor_id and tops.parent_id is null
    join counties on counties.county_id = lineage.county_id
),
rolled as (
    select lineage.ancestor_id as community_id, entries.month, entries.indicator_id, entries.family,
        entries.counts_people, entries.guarded, entries.aggregate, entries.adds_up, sum(entries.value) as value,
        bool_or(lineage.distance = 0) as reports, bool_or(lineage.distance > 0) as has_parts
    from entries
    join lineage on lineage.community_id = entries.community_id
    where lineage.distance = 0 or entries.aggregate = 'sum'
    group by all
),
parts as (
    select rolled.community_id, communities.parent_id as whole_id, rolled.month, rolled.family, false as own,
        min(rolled.value) filter (where rolled.counts_people) as weight
    from rolled
    join communities using (community_id)
    where rolled.guarded and rolled.adds_up and communities.parent_id is not null
    group by all
    union all
    select entries.community_id, entries.community_id, entries.month, entries.family, true,
        min(entries.value) filter (where entries.counts_people)
    from entries
    join rolled using (community_id, month, indicator_id)
    where entries.guarded and entries.adds_up and rolled.has_parts
    group by all
),
ranked as (
    select parts.*, limits.threshold, min(parts.weight) over together < limits.threshold as any_small,
        coalesce(sum(parts.weight) over before, 0) as weight_before
    from parts
    join limits using (community_id)
    window together as (partition by parts.month, parts.family, parts.whole_id),
        before as (
            partition by parts.month, parts.family, parts.whole_id order by parts.weight, parts.own, parts.community_id
            rows between unbounded preceding and 1 preceding
        )
),
chosen as (
    select community_id, month, family, own
    from ranked
    where weight < threshold or (any_small and weight_before < threshold)
),
below as (
    select distinct lineage.community_id, chosen.month, chosen.family
    from chosen
    join lineage on lineage.ancestor_id = chosen.community_id
    where not chosen.own
),
open_months as (
    select community_id as top_id, family, first_month as month from service_periods where closed and months = 1
),
judged as (
    select rolled.community_id, rolled.month, rolled.indicator_id, rolled.value, rolled.reports,
        case
            when not rolled.guarded then false
            when rolled.adds_up or exists (
                select 1 from service_periods as periods
                where periods.community_id = limits.top_id and periods.family = rolled.family
            ) then open_months.month is null or below.month is not null
            else rolled.value < limits.threshold
        end as suppressed,
        own.month is not null as entry_chosen
    from rolled
    join limits using (community_id)
    left join open_months using (top_id, family, month)
    left join below on below.community_id = rolled.community_id and below.month = rolled.month
        and below.family = rolled.family
    left join chosen as own on own.own and own.community_id = rolled.community_id and own.month = rolled.month
        and own.family = rolled.family
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
    select community_id, month, indicator_id, value, suppressed,
        case when reports then suppressed or entry_chosen end as entry_suppressed
    from judged
    union all
    select community_id, month, indicator_id, value, suppressed, null
    from ratios
    where suppressed or value is not null
)
select community_id, month, indicator_id, case when not suppressed then value end as value, suppressed, entry_suppressed
from every
order by community_id, month, indicator_id
