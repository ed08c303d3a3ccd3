select
  spaces.community_id as unit,
  spaces.space_id as space,
  spoken(spaces.name) as name,
  said_spaces_kind(spaces.kind) as kind,
  plain(spaces.area_m2) as area,
  said_spaces_area_basis(spaces.area_basis) as area_basis,
  said_spaces_tenure(spaces.tenure) as tenure,
  said_spaces_use(spaces.use) as use,
  coalesce(named(organisations.name, organisations.name_en), '') as operator,
  coalesce(day(spaces.recovered_on), '') as recovered_on,
  coalesce(day(spaces.activated_on), '') as activated_on,
  coalesce(spoken(spaces.function), '') as function,
  coalesce(said_spaces_aspect(spaces.aspect), '') as aspect,
  on_list.space_id is not null as listed
from open.spaces
join derived.lineage on lineage.community_id = spaces.community_id and lineage.distance = 0
join meta.counties on counties.county_id = lineage.county_id
left join derived.space_months as on_list
  on on_list.space_id = spaces.space_id and on_list.month = counties.last_month
left join open.organisations on organisations.organisation_id = spaces.operator_id
where spaces.community_id in (from these_units)
order by spaces.community_id, spaces.space_id
