-- title_zh: 收入在项目期内
-- title_en: Revenue falls in its project's time
-- severity: error
-- why_zh:   项目开始以前、结束以后不会有收入；写错月份或项目，账就记到了别处。
-- why_en:   A project earns nothing before it starts or after it ends; a wrong month or project puts money elsewhere.
-- message_zh: 收入 {entry_id} 记在 {month}，项目 {project_id} 的期间是 {started_on} 至 {ended_on}
-- message_en: Revenue {entry_id} is for {month}; project {project_id} runs from {started_on} to {ended_on}
-- fix_zh:   改正月份或项目，或更正项目的起止日期。
-- fix_en:   Mend the month or the project, or the project's dates.
-- example_passes_zh: 项目 2025-02-28 结束，最后一笔收入记在 2025-02。
-- example_passes_en: A project ended on 2025-02-28; its last revenue is of 2025-02.
-- example_fails_zh: 项目 2025-02-28 结束，2025-03 还有收入。
-- example_fails_en: A project ended on 2025-02-28 and has revenue in 2025-03.
-- excludes_zh: 没有写项目的收入，例如利息和捐赠；项目结束后次年一月才结清的营业额分成。
-- excludes_en: Revenue without a project, such as interest and gifts; a yearly share that comes in the January after the project's end.
-- tests:    revenue
-- reads:    revenue, projects
select revenue.file, revenue.line, 'month' as column_name, entry_id, month, project_id, started_on,
    coalesce(cast(ended_on as varchar), '…') as ended_on
from revenue
join projects using (project_id)
where month < strftime(started_on, '%Y-%m') or month > strftime(
    case when basis = 'revenue_share' then make_date(year(ended_on) + 1, 1, 1) else ended_on end, '%Y-%m')
order by all
