-- title_zh: 用房功能
-- title_en: Room functions
-- why_zh:   功能清单上的每一项有没有地方做、有几处。只数截至最后一月已经盘活、没有并掉或退出的用房；没有写功能方面的不数。
-- why_en:   Whether there is a place for each function of the list, and how many. Only rooms in use at the end of the last
--           month count, not those merged, given up or without an aspect.
-- grain:    unit, with those below it × aspect × function
-- reads:    spaces, space_events, lineage, counties
with ends as (
    select spaces.space_id, last_day(cast(counties.last_month || '-01' as date)) as day
    from spaces
    join lineage on lineage.community_id = spaces.community_id and lineage.distance = 0
    join counties on counties.county_id = lineage.county_id
),
happened as (
    select space_events.space_id, max(event_on) filter (where event = 'activated') as activated_on,
        max(event_on) filter (where event = 'vacated') as vacated_on,
        bool_or(event in ('merged', 'retired')) as is_gone
    from space_events
    join ends using (space_id)
    where event_on <= ends.day
    group by space_events.space_id
),
used as (
    select spaces.*
    from spaces
    join ends using (space_id)
    left join happened using (space_id)
    where coalesce(happened.activated_on, spaces.activated_on) <= ends.day
        and (happened.vacated_on is null or happened.vacated_on < coalesce(happened.activated_on, spaces.activated_on))
        and not coalesce(happened.is_gone, false)
)
select lineage.ancestor_id as community_id, used.aspect, coalesce(used.function, '—') as function,
    count(*) as spaces, sum(used.area_m2) as area_m2
from used
join lineage on lineage.community_id = used.community_id
where used.aspect is not null
group by all
order by community_id, aspect, function
