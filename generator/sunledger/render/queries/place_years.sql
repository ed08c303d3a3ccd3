select
  years.community_id as unit,
  years.kind as kind,
  said_funds_kind(years.kind) as kind_label,
  yuan(years.gross) as gross,
  yuan(years.disbursed) as disbursed,
  yuan(years.closing) as closing,
  years.due as due,
  years.on_time as on_time
from derived.community_years as years
join derived.lineage on lineage.community_id = years.community_id and lineage.distance = 0
join meta.counties on counties.county_id = lineage.county_id
where counties.county_id = $county and years.scope = 'own'
  and years.year = cast(left(counties.last_month, 4) as integer)
order by years.community_id, years.kind
