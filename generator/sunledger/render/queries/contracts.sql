select
  projects.community_id as unit,
  contracts.contract_id as contract,
  projects.project_id as project,
  named(projects.name, projects.name_en) as name,
  named(units.name, units.name_en) as unit_name,
  coalesce(named(operators.name, operators.name_en), '') as operator,
  day(contracts.starts_on) as starts_on,
  day(contracts.ends_on) as ends_on,
  plain(contracts.base_rent) as base_rent,
  coalesce(contracts.rent_period, 'month') as rent_period,
  coalesce(contracts.rent_free_months, 0) as free_months,
  case when contracts.step_percent > 0 then plain(contracts.step_percent) end as step,
  case when contracts.share_rate > 0 then plain(contracts.share_rate) end as share,
  coalesce(contracts.share_of, '') as share_of,
  case when contracts.share_above > 0 then plain(contracts.share_above) end as share_above,
  coalesce(contracts.proration, '') as proration,
  contracts.ends_on < counties.as_of as ended
from open.contracts
join open.projects using (project_id)
join open.communities as units on units.community_id = projects.community_id
join derived.lineage on lineage.community_id = projects.community_id and lineage.distance = 0
join meta.counties on counties.county_id = lineage.county_id
left join open.organisations as operators on operators.organisation_id = contracts.operator_id
where lineage.county_id = $county or projects.community_id in (from these_units)
order by projects.community_id, projects.stream, projects.project_id, contracts.starts_on desc, contracts.contract_id
