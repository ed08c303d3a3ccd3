-- title_zh: 每处用房每月
-- title_en: Rooms by month
-- why_zh:   按变动记录还原每个月末清单上的每处用房：当时多大面积，收回没有，在用没有。一户当天退、另一户当天进的，算在用；收回不等于在用；并掉或退出的不再列。
-- why_en:   Every room on the list at each month's end, replayed from events: its area then, whether recovered, whether in use.
--           A room left and taken on one day is in use. Recovered is not in use. Rooms merged or given up are off the list.
-- grain:    space × month
-- reads:    spaces, space_events, lineage, months
-- needs:    lineage, months, spaces
with at_month as (
    select spaces.*, months.month, month_end(months.month) as day
    from spaces
    join lineage on lineage.community_id = spaces.community_id and lineage.distance = 0
    join months on months.county_id = lineage.county_id
),
replayed as (
    select at_month.space_id, at_month.community_id, at_month.month, at_month.day,
        coalesce(
            max_by(event.area_m2, (event.event_on, event.event = 'remeasured', event.event)) filter (where event.area_m2 is not null and event.event_on <= day),
            min_by(event.area_m2, event.event_on) filter (where event.area_m2 is not null and event.event = 'listed'),
            any_value(at_month.area_m2)
        ) as area_m2,
        coalesce(min(event.event_on) filter (where event.event = 'listed'), any_value(listed_on), date '0001-01-01')
            as listed_on,
        coalesce(min(event.event_on) filter (where event.event = 'recovered'), any_value(recovered_on))
            as recovered_on,
        coalesce(
            max(event.event_on) filter (where event.event = 'activated' and event.event_on <= day),
            any_value(activated_on)
        ) as activated_on,
        max(event.event_on) filter (where event.event = 'vacated' and event.event_on <= day) as vacated_on,
        min(event.event_on) filter (where event.event in ('merged', 'retired')) as gone_on
    from at_month
    left join space_events as event on event.space_id = at_month.space_id
    group by at_month.space_id, at_month.community_id, at_month.month, at_month.day
)
select space_id, month, community_id, area_m2, coalesce(recovered_on <= day, false) as is_recovered,
    coalesce(activated_on <= day and (vacated_on is null or vacated_on <= activated_on), false) as is_activated
from replayed
where listed_on <= day and (gone_on is null or gone_on > day)
order by space_id, month
