select
  units.parent_id as unit,
  units.community_id as child,
  named(units.name, units.name_en) as name,
  said_communities_level(units.level) as level_label,
  count_text(units.households) as households
from open.communities as units
where units.parent_id in (from these_units)
order by units.parent_id, units.community_id
