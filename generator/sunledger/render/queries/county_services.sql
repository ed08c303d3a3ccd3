select
  services.community_id as unit,
  named(units.name, units.name_en) as unit_name,
  services.indicator_id as indicator,
  services.month as month,
  named(indicators.name, indicators.name_en) as name,
  spoken(indicators.unit) as unit_label,
  named(indicators.definition, indicators.definition_en) as definition,
  coalesce(services.suppressed, false) as withheld,
  plain(services.value) as value
from derived.service_months as services
join open.indicators on indicators.indicator_id = services.indicator_id
join open.communities as units on units.community_id = services.community_id
join derived.lineage on lineage.community_id = services.community_id and lineage.distance = 0
where services.month between $first and $last
  and ($county = '' and units.parent_id is null or lineage.county_id = $county and units.parent_id is not null)
order by services.community_id, services.indicator_id, services.month
