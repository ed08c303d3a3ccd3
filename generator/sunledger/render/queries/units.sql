select
  units.community_id as unit,
  units.level,
  said_communities_level(units.level) as level_label,
  named(units.name, units.name_en) as name,
  titled(units.name, units.name_en) as title,
  count_text(units.households) as households,
  plain(units.floor_area_m2) as floor_area,
  day(units.retired_on) as retired_on,
  units.successor_id as successor,
  named(successors.name, successors.name_en) as successor_name,
  counties.county_id as county,
  counties.demo as demo,
  coalesce(titled(counties.name, counties.name_en), '') as publisher,
  day(counties.as_of) as as_of,
  counties.last_month as last_month,
  left(counties.last_month, 4) as last_year,
  h(units.file) as file,
  units.line as line
from open.communities as units
join derived.lineage on lineage.community_id = units.community_id and lineage.distance = 0
join meta.counties on counties.county_id = lineage.county_id
left join open.communities as successors on successors.community_id = units.successor_id
where units.community_id in (from these_units)
order by units.community_id
