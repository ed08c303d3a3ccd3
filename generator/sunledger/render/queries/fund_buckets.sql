select
  years.fund_id as fund,
  funds.community_id as unit,
  named(units.name, units.name_en) as unit_name,
  named(funds.name, funds.name_en) as fund_name,
  said_funds_kind(funds.kind) as kind_label,
  years.bucket as bucket,
  case when years.bucket = 'unallocated' then '' else named(years.name, years.name_en) end as name,
  coalesce(regexp_replace(cast(years.percent as varchar), '\.?0+$', ''), '') as percent,
  yuan(years.opening) as opening,
  yuan(years.allocated) as allocated,
  signed(years.transferred) as transferred,
  yuan(years.disbursed) as disbursed,
  yuan(years.closing) as closing
from derived.bucket_years as years
join open.funds on funds.fund_id = years.fund_id
join open.communities as units on units.community_id = funds.community_id
join derived.lineage on lineage.community_id = funds.community_id and lineage.distance = 0
join meta.counties on counties.county_id = lineage.county_id
where counties.county_id = $county and years.year = cast(left(counties.last_month, 4) as integer)
  and funds.scheme_id is not null
order by funds.community_id, years.fund_id, years.position, years.bucket
