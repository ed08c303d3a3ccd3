-- title_zh: 钱从哪里来
-- title_en: Income by project
-- why_zh:   每个项目每年的收入、成本和净收入，金额以元计；实物不计。
-- why_en:   Income, cost and net of each project and year in yuan; gifts in kind are left out.
select projects.community_id, units.name as community, income.project_id, projects.name as project, projects.stream,
    substr(income.month, 1, 4) as year, count(*) as entries, sum(income.gross_fen) / 100.0 as gross,
    sum(income.cost_fen) / 100.0 as cost, sum(income.gross_fen - income.cost_fen) / 100.0 as net
from revenue as income
join projects on projects.project_id = income.project_id
join communities as units on units.community_id = projects.community_id
where income.basis <> 'in_kind'
group by projects.community_id, units.name, income.project_id, projects.name, projects.stream, year
order by projects.community_id, income.project_id, year
