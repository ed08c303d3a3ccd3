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
  coalesce(said_spaces_aspect(spaces.aspect), '') as aspect
from open.spaces
left join open.organisations on organisations.organisation_id = spaces.operator_id
where spaces.community_id in (select unnest($units))
order by spaces.community_id, spaces.space_id
