-- title_zh: 用房盘活
-- title_en: Space use
-- why_zh:   按变动记录还原每个月末的用房清单。一户当天退、另一户当天进的，算在用。收回不等于盘活；盘活率按处数和按面积各算一个，口径不明时两个都公布。
-- why_en:   The inventory at each month's end, replayed from events. A room left and taken on one day is in use. Recovered is not activated; rates stand by
--           count and by area, since the promise often does not say which.
-- grain:    unit, with those below it × month
-- reads:    spaces, space_events, lineage, months
with at_month as (
    select spaces.space_id, spaces.community_id, spaces.use, spaces.area_m2 as present_area, months.month,
        last_day(cast(months.month || '-01' as date)) as day, spaces.listed_on, spaces.recovered_on,
        spaces.activated_on
    from spaces
    join lineage on lineage.community_id = spaces.community_id and lineage.distance = 0
    join months on months.county_id = lineage.county_id
),
replayed as (
    select at_month.space_id, at_month.community_id, at_month.use, at_month.month, at_month.day,
        coalesce(
            max_by(event.area_m2, (event.event_on, event.event = 'remeasured', event.event)) filter (where event.area_m2 is not null and event.event_on <= day),
            min_by(event.area_m2, event.event_on) filter (where event.area_m2 is not null and event.event = 'listed'),
            any_value(present_area)
        ) as area,
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
    group by at_month.space_id, at_month.community_id, at_month.use, at_month.month, at_month.day
),
states as (
    select community_id, month, area, use, coalesce(recovered_on <= day, false) as is_recovered,
        coalesce(activated_on <= day and (vacated_on is null or vacated_on <= activated_on), false) as is_activated
    from replayed
    where listed_on <= day and (gone_on is null or gone_on > day)
),
sums as (
    select lineage.ancestor_id as community_id, states.month,
        count(*) as listed, sum(area) as listed_area,
        count(*) filter (where is_recovered) as recovered,
        coalesce(sum(area) filter (where is_recovered), 0) as recovered_area,
        count(*) filter (where is_activated) as activated,
        coalesce(sum(area) filter (where is_activated), 0) as activated_area,
        coalesce(sum(area) filter (where is_activated and use = 'public_service'), 0) as public_service_area
    from states
    join lineage on lineage.community_id = states.community_id
    group by lineage.ancestor_id, states.month
)
select community_id, month, listed, listed_area, recovered, recovered_area, activated, activated_area,
    public_service_area,
    cast(half_up(recovered * 1000, listed) as decimal(18, 0)) * 0.1 as recovery_by_count,
    cast(half_up(fen(recovered_area) * 1000, nullif(fen(listed_area), 0)) as decimal(18, 0)) * 0.1 as recovery_by_area,
    cast(half_up(activated * 1000, listed) as decimal(18, 0)) * 0.1 as activation_by_count,
    cast(half_up(fen(activated_area) * 1000, nullif(fen(listed_area), 0)) as decimal(18, 0)) * 0.1 as activation_by_area,
    case when activated_area > 0 then
        cast(half_up(fen(public_service_area) * 1000, fen(activated_area)) as decimal(18, 0)) * 0.1
    end as public_service_share
from sums
order by community_id, month
