select
  groups.county_id as county,
  groups.stream as stream_code,
  groups.project_group as group_code,
  said_projects_stream(groups.stream) as stream,
  case groups.project_group when 'none' then ''
    else coalesce(nullif(said_projects_field(groups.project_group), groups.project_group), said_projects_category(groups.project_group))
  end as group_label,
  cast(groups.year as varchar) as year,
  count_text(groups.projects) as projects,
  yuan(groups.gross) as gross,
  yuan(groups.cost) as cost,
  yuan(groups.net) as net,
  fen(greatest(groups.net, 0)) as net_fen
from derived.project_groups as groups
join meta.counties on counties.county_id = groups.county_id
where groups.year = cast(left(counties.last_month, 4) as integer)
order by groups.county_id, groups.stream, groups.net desc, groups.project_group
