-- title_zh: 钱从哪里来
-- title_en: Income by project
-- why_zh:   每个项目每年的收入、成本和净收入，金额以元计；实物不计。
-- why_en:   Income, cost and net of each project and year in yuan; gifts in kind are left out.
select projects.community_id, units.name as community, years.project_id, projects.name as project, projects.stream,
    years.year, years.months, years.gross_fen / 100.0 as gross, years.cost_fen / 100.0 as cost,
    years.net_fen / 100.0 as net
from project_years as years
join projects on projects.project_id = years.project_id
join communities as units on units.community_id = projects.community_id
order by projects.community_id, years.project_id, years.year
