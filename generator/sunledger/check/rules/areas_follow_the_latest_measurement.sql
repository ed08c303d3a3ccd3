-- title_zh: 面积按最近一次测量
-- title_en: Areas follow the latest measurement
-- severity: error
-- why_zh:   面积变了必有一次重新测量的记录，登记的面积就是最近一次的；不然总面积变了，却说不出哪一天、哪一处变的。
-- why_en:   An area changes by a re-measurement on record, and the area entered is the latest one; else totals move and
--           nobody can say where and when.
-- message_zh: 用房 {space_id} 登记 {area_m2} 平方米，{event_on} 的记录是 {measured} 平方米
-- message_en: Space {space_id} is entered with {area_m2} m², its record of {event_on} says {measured} m²
-- fix_zh:   改正登记面积，或在 space_events.csv 补一条 remeasured。
-- fix_en:   Mend the area, or add a remeasured event to space_events.csv.
-- example_passes_zh: 2024-06 复核为 132.00，spaces.csv 也写 132.00。
-- example_passes_en: Re-measured as 132.00 in 2024-06, and spaces.csv says 132.00.
-- example_fails_zh: 复核为 132.00，spaces.csv 仍写 120.00。
-- example_fails_en: Re-measured as 132.00, and spaces.csv still says 120.00.
-- excludes_zh: 没有变动记录的用房。
-- excludes_en: Rooms without an event that gives an area.
-- tests:    spaces
-- reads:    spaces, space_events
with latest as (
    select space_id, arg_max(area_m2, (event_on, event = 'remeasured', event)) as measured, max(event_on) as event_on
    from space_events
    where area_m2 is not null
    group by space_id
)
select spaces.file, spaces.line, 'area_m2' as column_name, space_id, spaces.area_m2, latest.event_on, latest.measured
from spaces
join latest using (space_id)
where spaces.area_m2 <> latest.measured
order by all
