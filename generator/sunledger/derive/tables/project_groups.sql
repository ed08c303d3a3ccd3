-- title_zh: 项目分类年账
-- title_en: Project groups
-- why_zh:   哪一类项目挣得多，要按业务领域和公共收益类别合起来看；收益来源不同，归属的人不同，不合并。
-- why_en:   Which kind of project earns how much, by field or category. Streams belong to different people and are kept apart.
-- grain:    county_id, stream, project_group, year
-- reads:    lineage, project_years, projects
-- needs:    lineage, project_years, projects
with placed as (
  select
    lineage.county_id,
    projects.stream,
    coalesce(projects.field, projects.category, 'none') as project_group,
    project_years.*
  from project_years
  join projects using (project_id)
  join lineage on lineage.community_id = projects.community_id and lineage.distance = 0
),
final as (
  select
    county_id,
    stream,
    project_group,
    year,
    count(*) as projects,
    cast(sum(gross) as decimal(18, 2)) as gross,
    cast(sum(cost) as decimal(18, 2)) as cost,
    cast(sum(net) as decimal(18, 2)) as net
  from placed
  group by county_id, stream, project_group, year
)
select * from final
order by county_id, stream, project_group, year
