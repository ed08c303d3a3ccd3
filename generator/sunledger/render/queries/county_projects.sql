select
  projects.community_id as unit,
  named(units.name, units.name_en) as unit_name,
  projects.project_id as project,
  named(projects.name, projects.name_en) as name,
  said_projects_stream(projects.stream) as stream,
  coalesce(said_projects_field(projects.field), said_projects_category(projects.category), '') as group_label,
  said_projects_mode(projects.mode) as mode,
  said_projects_status(projects.status) as status_label,
  coalesce(yuan(years.gross), '—') as gross,
  coalesce(yuan(years.cost), '—') as cost,
  coalesce(yuan(years.net), '—') as net
from open.projects
join open.communities as units on units.community_id = projects.community_id
join derived.lineage on lineage.community_id = projects.community_id and lineage.distance = 0
join meta.counties on counties.county_id = lineage.county_id
left join derived.project_years as years
  on years.project_id = projects.project_id and years.year = cast(left(counties.last_month, 4) as integer)
where lineage.county_id = $county
order by projects.stream, projects.community_id, projects.project_id
