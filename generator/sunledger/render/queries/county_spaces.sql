select
  use.community_id as unit,
  named(units.name, units.name_en) as name,
  said_communities_level(units.level) as level_label,
  count_text(use.listed) as listed,
  plain(use.listed_area) as listed_area,
  count_text(use.recovered) as recovered,
  plain(use.recovered_area) as recovered_area,
  count_text(use.activated) as activated,
  plain(use.activated_area) as activated_area,
  plain(use.public_service_area) as public_service_area,
  cast(use.recovery_by_count as varchar) as recovery_by_count,
  cast(use.recovery_by_area as varchar) as recovery_by_area,
  cast(use.activation_by_count as varchar) as activation_by_count,
  cast(use.activation_by_area as varchar) as activation_by_area,
  cast(use.public_service_share as varchar) as public_service_share
from derived.space_use as use
join open.communities as units on units.community_id = use.community_id
join derived.lineage on lineage.community_id = use.community_id and lineage.distance = 0
join meta.counties on counties.county_id = lineage.county_id and counties.last_month = use.month
where use.listed > 0 and ($county = '' and units.parent_id is null or counties.county_id = $county and units.parent_id is not null)
order by counties.county_id, use.community_id
