-- title_zh: 疑问按期答复
-- title_en: Objections are answered in time
-- severity: warning
-- why_zh:   问了没人答，账公开了也等于没公开；逾期的写明几天。
-- why_en:   Accounts nobody explains are not open; answers past their day are named with the days.
-- message_zh: 疑问 {objection_id} 应在 {due_on} 前答复：{status:objection_clocks.status} {days_late} 天
-- message_en: Objection {objection_id} was to be answered by {due_on}: {status:objection_clocks.status}, {days_late} days
-- fix_zh:   尽快答复并填上 answered_on 和 answer。
-- fix_en:   Answer it and fill in answered_on and answer.
-- example_passes_zh: 3 月 16 日前答复，3 月 5 日答了。
-- example_passes_en: Due by 16 March, answered on 5 March.
-- example_fails_zh: 3 月 16 日前答复，3 月 20 日才答。
-- example_fails_en: Due by 16 March, answered on 20 March.
-- excludes_zh: 到账目截至日还没到期的疑问。
-- excludes_en: Objections not yet due on the as-of day.
-- tests:    objections
-- reads:    objection_clocks, objections
select objections.file, objections.line, 'answered_on' as column_name, objection_id, objection_clocks.due_on,
    objection_clocks.status, days_late
from objection_clocks
join objections using (objection_id)
where status in ('late', 'overdue')
order by all
