select
  spaces.community_id as unit,
  named(units.name, units.name_en) as unit_name,
  avoided.space_id as space,
  spoken(spaces.name) as name,
  coalesce(named(operators.name, operators.name_en), '—') as operator,
  cast(avoided.year as varchar) as year,
  avoided.kind as code,
  said_avoided_costs_kind(avoided.kind) as kind,
  yuan(avoided.amount) as amount,
  spoken(avoided.valuation) as valuation
from open.avoided_costs as avoided
join open.spaces using (space_id)
join open.communities as units on units.community_id = spaces.community_id
join derived.lineage on lineage.community_id = spaces.community_id and lineage.distance = 0
left join open.organisations as operators on operators.organisation_id = spaces.operator_id
where lineage.county_id = $county
order by spaces.community_id, avoided.space_id, avoided.year, avoided.kind
