select
  units.community_id as unit,
  titled(units.name, units.name_en) as title,
  counties.county_id as county,
  coalesce(titled(counties.name, counties.name_en), '') as publisher,
  counties.demo as demo,
  day(counties.as_of) as as_of
from open.communities as units
join derived.lineage on lineage.community_id = units.community_id and lineage.distance = 0
join meta.counties on counties.county_id = lineage.county_id
where units.community_id in (select community_id from open.funds)
  and units.community_id in (from these_units)
order by units.community_id
