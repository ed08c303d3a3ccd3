-- title_zh: 合并公布的月份
-- title_en: Months published together
-- why_zh:   累计数每月都变，这个月的累计减上个月的累计就是这个月的数。所以数人数户的指标，最上一级的月份按先后连成段：
--           一段里的合计够披露下限才收口。一段只有一个月的，这个月单独公布；有几个月的，只公布进累计数，分月不公布。
--           最后一段还没有收口，累计数也暂不公布。一段是否收口只看它以前的月份，所以公布过的数不会因为后来的月份收回去。
--           同组指标各单位填报不齐的月份，里面有一格不足下限，这个月整月不公布，累计数也不再公布；组里多了一项指标，从那时另起。
-- why_en:   A running total less last month's gives the month away. So for counts of people the top unit's months are
--           joined in order until their sum reaches the threshold. A period of one month is published as that month; of
--           a longer one only the running total tells, never its months. While the last period is open there is no
--           running total. Whether a period closes follows from earlier months alone, so nothing that was published is
--           withdrawn for what came later. A month for which units did not report every member of a family, and which
--           holds a small count, is withheld whole, and there is no running total any more. When a member is first
--           reported, periods begin anew.
-- grain:    top unit × family of indicators × period
-- reads:    services, indicator_families, lineage, communities, counties
-- needs:    communities, counties, indicator_families, lineage, services
with recursive entries as (
    select lineage.ancestor_id as top_id, services.community_id, services.month, services.indicator_id, services.value,
        families.family, families.counts_people, families.adds_up, counties.disclosure_threshold as threshold
    from services
    join indicator_families as families using (indicator_id)
    join lineage on lineage.community_id = services.community_id
    join communities as tops on tops.community_id = lineage.ancestor_id and tops.parent_id is null
    join counties on counties.county_id = lineage.county_id
    where families.guarded
),
families as (
    select family, count(*) as members from indicator_families group by family
),
starts as (
    select top_id, family, indicator_id, min(month) as month from entries group by top_id, family, indicator_id
),
known as (
    select months.top_id, months.family, months.month, count(*) as members
    from (select distinct top_id, family, month from entries) as months
    join starts on starts.top_id = months.top_id and starts.family = months.family and starts.month <= months.month
    group by months.top_id, months.family, months.month
),
reports as (
    select top_id, family, community_id, month, adds_up, max(threshold) over (partition by top_id) as threshold,
        count(*) as members, min(value) filter (where counts_people) as least
    from entries
    group by top_id, family, community_id, month, adds_up, threshold
),
evenness as (
    select reports.top_id, reports.family, reports.month, reports.threshold, known.members,
        bool_and(reports.members = known.members) and reports.adds_up as even,
        coalesce(min(reports.least) < reports.threshold, false) as small
    from reports
    join known using (top_id, family, month)
    join families using (family)
    where reports.adds_up or families.members > 1
    group by reports.top_id, reports.family, reports.month, reports.threshold, reports.adds_up, known.members
),
totals as (
    select top_id, family, month, indicator_id, sum(value) as total
    from entries
    where counts_people
    group by top_id, family, month, indicator_id
),
ordered as (
    select top_id, family, members, month, evenness.threshold, min(totals.total) as weight,
        row_number() over (partition by top_id, family, members order by month) as position
    from evenness
    join totals using (top_id, family, month)
    where even
    group by top_id, family, members, month, evenness.threshold
),
gathered as (
    select top_id, family, members, position, month, threshold, month as first_month, weight as total
    from ordered
    where position = 1
    union all
    select next.top_id, next.family, next.members, next.position, next.month, next.threshold,
        case when gathered.total >= gathered.threshold then next.month else gathered.first_month end,
        case when gathered.total >= gathered.threshold then next.weight else gathered.total + next.weight end
    from gathered
    join ordered as next on next.top_id = gathered.top_id and next.family = gathered.family
        and next.members = gathered.members and next.position = gathered.position + 1
),
every as (
    select top_id as community_id, family, first_month, max(month) as last_month, count(*) as months,
        max(total) >= max(threshold) as closed
    from gathered
    group by top_id, family, members, first_month
    union all
    select top_id, family, month, month, 1, not small from evenness where not even
)
select * from every
order by community_id, family, first_month
