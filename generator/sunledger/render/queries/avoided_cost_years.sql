select
  avoided.community_id as county,
  cast(avoided.year as varchar) as year,
  avoided.kind as code,
  said_avoided_cost_years_kind(avoided.kind) as kind,
  count_text(avoided.spaces) as spaces,
  yuan(avoided.amount) as amount
from derived.avoided_cost_years as avoided
join meta.counties on counties.county_id = avoided.community_id
order by avoided.community_id, avoided.year desc, avoided.kind
