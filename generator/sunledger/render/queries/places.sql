with paths as (
  select community_id, string_agg(ancestor_id, '/' order by distance desc) as path
  from derived.lineage
  group by community_id
)
select
  lineage.county_id as county,
  units.community_id as unit,
  coalesce(units.parent_id, '') as parent,
  units.level as level,
  said_communities_level(units.level) as level_label,
  named(units.name, units.name_en) as name,
  h(concat_ws(' ', units.name, units.name_en, units.community_id, former.names)) as find,
  count_text(units.households) as households
from open.communities as units
join derived.lineage on lineage.community_id = units.community_id and lineage.distance = 0
join paths on paths.community_id = units.community_id
left join (
  select community_id, string_agg(concat_ws(' ', former_name, former_id), ' ' order by renamed_on) as names
  from open.renamings
  group by community_id
) as former on former.community_id = units.community_id
where units.retired_on is null
order by lineage.county_id, paths.path
