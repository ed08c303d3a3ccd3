select
  years.contract_id as contract,
  years.kind as kind,
  said_contract_years_kind(years.kind) as kind_label,
  cast(years.year as varchar) as year,
  yuan(years.turnover) as turnover,
  yuan(years.due) as due,
  yuan(years.received) as received,
  yuan(years.arrears) as arrears,
  years.status as status,
  said_contract_years_status(years.status) as status_label
from derived.contract_years as years
where years.county_id = $county or years.community_id in (from these_units)
order by years.contract_id, years.year desc, years.kind
