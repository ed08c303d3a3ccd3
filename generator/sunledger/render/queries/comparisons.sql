select
  years.community_id as unit,
  years.kind as kind,
  cast(years.year as varchar) as year,
  years.months as months,
  case when years.net <> 0 then yuan(years.net_per_household) end as net_per_household,
  count_text(years.peers) as peers,
  yuan(years.peer_median) as peer_median,
  case
    when years.households_to is null then coalesce('≥ ' || count_text(years.households_from), '')
    when years.households_from is null then '≤ ' || count_text(years.households_to)
    else count_text(years.households_from) || '–' || count_text(years.households_to)
  end as size,
  case when years.change_percent > 0 then '+' else '' end || replace(cast(years.change_percent as varchar), '-', chr(8722))
    as change_percent,
  yuan(years.net) as net,
  yuan(years.net_before) as net_before
from derived.year_comparisons as years
where years.community_id in (from these_units)
order by years.community_id, years.kind, years.year
