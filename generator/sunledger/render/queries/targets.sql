select
  targets.county_id as county,
  targets.measure as measure,
  cast(targets.percent as varchar) as percent,
  coalesce(day(targets.by_date), '') as by_date,
  coalesce(spoken(targets.basis), '') as basis,
  case targets.measure when 'activation_rate' then coalesce(cast(use.activation_by_count as varchar), '')
    else coalesce(cast(use.public_service_share as varchar), '') end as reached,
  case targets.measure when 'activation_rate' then use.activation_by_count >= targets.percent
    else use.public_service_share >= targets.percent end as met,
  case when targets.measure = 'activation_rate' then coalesce(cast(use.activation_by_area as varchar), '') else '' end as reached_by_area,
  case when targets.measure = 'activation_rate' then use.activation_by_area >= targets.percent end as met_by_area
from meta.targets
join meta.counties on counties.county_id = targets.county_id
join derived.space_use as use on use.community_id = targets.county_id and use.month = counties.last_month
order by targets.county_id, targets.measure
