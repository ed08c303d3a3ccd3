with folders as (
  select units.community_id as unit, string_split(units.file, '/')[2] as county, places.ancestor_id as community
  from open.communities as units
  join derived.lineage as places on places.community_id = units.community_id
  join open.communities as above on above.community_id = places.ancestor_id and above.level = 'community'
  where units.community_id in (from these_units)
)
select folders.unit as unit, h(files.file) as file, h(files.dataset) as dataset
from folders
join meta.files on string_split(files.file, '/')[3] = folders.community
order by folders.unit, files.dataset, files.file
