select
  services.community_id as unit,
  services.indicator_id as indicator,
  services.month as month,
  named(indicators.name, indicators.name_en) as name,
  spoken(indicators.unit) as unit_label,
  named(indicators.definition, indicators.definition_en) as definition,
  coalesce(services.suppressed, false) as withheld,
  plain(services.value) as value
from derived.service_months as services
join open.indicators on indicators.indicator_id = services.indicator_id
where services.community_id in (from these_units) and services.month between $first and $last
order by services.community_id, services.indicator_id, services.month
