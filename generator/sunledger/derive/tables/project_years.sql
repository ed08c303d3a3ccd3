-- title_zh: 项目年账
-- title_en: Project years
-- why_zh:   每个项目一年的收入、成本和净收入；实物不计入。
-- why_en:   Income, cost and net of each project in a year; gifts in kind are left out.
-- grain:    project × year
-- reads:    revenue
-- needs:    revenue
select project_id, cast(left(month, 4) as integer) as year, sum(gross) as gross, sum(cost) as cost,
    sum(gross - cost) as net, count(distinct month) as months
from revenue
where project_id is not null and basis <> 'in_kind'
group by all
order by project_id, year
