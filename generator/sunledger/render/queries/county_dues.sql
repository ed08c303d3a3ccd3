select
  county_id as county,
  kind as kind,
  said_county_dues_kind(kind) as kind_label,
  cast(year as varchar) as year,
  count_text(contracts) as contracts,
  yuan(due) as due,
  yuan(received) as received,
  yuan(arrears) as arrears,
  owing as owing,
  unreported as unreported
from derived.county_dues
order by county_id, kind, year desc
