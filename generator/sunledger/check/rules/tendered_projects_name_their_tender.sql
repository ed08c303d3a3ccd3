-- title_zh: 公开招标的写明标号
-- title_en: Tendered projects name their tender
-- severity: error
-- why_zh:   县档案规定要公开招标的来源，出租或委托经营都要写明招标编号，人人可以去查；没有编号就说不清是怎么租出去的。
-- why_en:   Where the profile asks for open tender, every letting names its tender, which anyone can look up; without
--           it nobody knows how it was let.
-- message_zh: 项目 {project_id}（{stream:projects.stream}，{mode:projects.mode}）须公开招标，没有写招标编号
-- message_en: Project {project_id} ({stream:projects.stream}, {mode:projects.mode}) is let by open tender and names none
-- fix_zh:   在 tender_ref 写上招标编号；没有招标的先补程序。
-- fix_en:   Enter the tender's reference in tender_ref; if there was none, hold it first.
-- example_passes_zh: 出租的电梯广告写了招标编号。
-- example_passes_en: Let lift advertising names its tender.
-- example_fails_zh: 出租的电梯广告 tender_ref 空着。
-- example_fails_en: Let lift advertising with a blank tender_ref.
-- excludes_zh: 自营、合作和合资的项目；招标过程是否规范。
-- excludes_en: Self-run projects, cooperations and joint ventures, and whether the tender was run well.
-- tests:    projects
-- reads:    projects, tender_streams
select projects.file, projects.line, 'tender_ref' as column_name, project_id, projects.stream, projects.mode
from projects
join tender_streams on tender_streams.county_id = split_part(projects.file, '/', 2)
    and tender_streams.stream = projects.stream
where projects.mode in ('lease', 'operator') and tender_ref is null
order by all
