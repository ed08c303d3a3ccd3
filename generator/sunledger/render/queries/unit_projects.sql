select
  projects.community_id as unit,
  projects.project_id as project,
  named(projects.name, projects.name_en) as name,
  said_projects_stream(projects.stream) as stream,
  coalesce(said_projects_field(projects.field), said_projects_category(projects.category), '') as group_label,
  said_projects_mode(projects.mode) as mode,
  coalesce(named(organisations.name, organisations.name_en), '') as operator,
  projects.status as status,
  said_projects_status(projects.status) as status_label,
  day(projects.started_on) as started_on,
  coalesce(spoken(projects.tender_ref), '') as tender,
  coalesce(yuan(years.gross), '') as gross,
  coalesce(yuan(years.net), '') as net
from open.projects
join derived.lineage on lineage.community_id = projects.community_id and lineage.distance = 0
join meta.counties on counties.county_id = lineage.county_id
left join open.organisations on organisations.organisation_id = projects.operator_id
left join derived.project_years as years
  on years.project_id = projects.project_id and years.year = cast(left(counties.last_month, 4) as integer)
where projects.community_id in (from these_units)
order by projects.community_id, projects.stream, projects.project_id
