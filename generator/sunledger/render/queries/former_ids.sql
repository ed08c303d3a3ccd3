select
  renamings.community_id as unit,
  renamings.former_id as former_id,
  named(units.name, units.name_en) as name,
  titled(units.name, units.name_en) as title,
  counties.demo as demo
from open.renamings
join open.communities as units on units.community_id = renamings.community_id
join derived.lineage on lineage.community_id = units.community_id and lineage.distance = 0
join meta.counties on counties.county_id = lineage.county_id
where renamings.former_id is not null
order by renamings.community_id, renamings.former_id
