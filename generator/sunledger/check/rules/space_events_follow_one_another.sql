-- title_zh: 用房变动前后有序
-- title_en: Space events follow one another
-- severity: error
-- why_zh:   先列入清单，再收回，再盘活；腾空以前必已盘活，合并、退出以后不再有变动。次序颠倒，某一天的清单就还原不出来。
-- why_en:   A room is listed, then recovered, then in use; it is vacated only after use, and nothing follows a merger or
--           retirement. Out of order, the inventory of a day can't be replayed.
-- message_zh: 用房 {space_id} “{event:space_events.event}”在 {event_on}，不能早于 {before_on} 的“{before:space_events.event}”
-- message_en: Space {space_id}: {event:space_events.event} on {event_on} can't come before {before:space_events.event} on {before_on}
-- fix_zh:   改正日期或变动种类。
-- fix_en:   Mend the date or the kind of event.
-- example_passes_zh: 2 月收回，5 月盘活。
-- example_passes_en: Recovered in February, activated in May.
-- example_fails_zh: 5 月收回，2 月盘活。
-- example_fails_en: Recovered in May, activated in February.
-- excludes_zh: 没有变动记录、只填了日期列的用房。
-- excludes_en: Rooms that have date columns and no events.
-- tests:    space_events
-- reads:    space_events
with steps (event, before) as (
    values ('recovered', 'listed'), ('activated', 'listed'), ('activated', 'recovered'), ('remeasured', 'listed'),
        ('vacated', 'activated'), ('merged', 'listed'), ('retired', 'listed')
),
firsts as (
    select space_id, event, min(event_on) as event_on from space_events group by space_id, event
),
disordered as (
    select space_events.file, space_events.line, space_id, space_events.event, space_events.event_on, steps.before,
        firsts.event_on as before_on
    from space_events
    join steps using (event)
    join firsts using (space_id)
    where firsts.event = steps.before and space_events.event_on < firsts.event_on
    union all
    select space_events.file, space_events.line, space_id, firsts.event, firsts.event_on, space_events.event,
        space_events.event_on
    from space_events
    join firsts using (space_id)
    where firsts.event in ('merged', 'retired') and space_events.event not in ('merged', 'retired')
        and space_events.event_on > firsts.event_on
)
select file, line, 'event_on' as column_name, space_id, event, event_on, before, before_on
from disordered
order by all
