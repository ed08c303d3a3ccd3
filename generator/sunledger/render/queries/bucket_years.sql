select
  years.fund_id as fund,
  cast(years.year as varchar) as year,
  years.bucket as bucket,
  case when years.bucket = 'unallocated' then '' else named(years.name, years.name_en) end as name,
  regexp_replace(cast(years.percent as varchar), '\.?0+$', '') as percent,
  yuan(years.opening) as opening,
  yuan(years.allocated) as allocated,
  signed(years.transferred) as transferred,
  yuan(years.disbursed) as disbursed,
  yuan(years.closing) as closing,
  years.transferred <> 0 as moved,
  fen(greatest(years.opening + years.allocated + greatest(years.transferred, 0), 0)) as had_fen,
  fen(greatest(years.disbursed + greatest(-years.transferred, 0), 0)) as used_fen
from derived.bucket_years as years
join open.funds on funds.fund_id = years.fund_id
where funds.community_id in (from these_units)
order by years.fund_id, years.year, years.position, years.bucket
