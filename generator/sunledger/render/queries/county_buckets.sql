select
  buckets.county_id as county,
  buckets.kind as kind,
  said_funds_kind(buckets.kind) as kind_label,
  cast(buckets.year as varchar) as year,
  buckets.bucket as bucket,
  case when buckets.bucket = 'unallocated' then '' else named(buckets.name, buckets.name_en) end as name,
  count_text(buckets.funds) as funds,
  yuan(buckets.opening) as opening,
  yuan(buckets.allocated) as allocated,
  signed(buckets.transferred) as transferred,
  yuan(buckets.disbursed) as disbursed,
  yuan(buckets.closing) as closing,
  buckets.transferred <> 0 as moved,
  fen(greatest(buckets.opening + buckets.allocated + greatest(buckets.transferred, 0), 0)) as had_fen,
  fen(greatest(buckets.disbursed + greatest(-buckets.transferred, 0), 0)) as used_fen
from derived.county_buckets as buckets
join meta.counties on counties.county_id = buckets.county_id
where buckets.year = cast(left(counties.last_month, 4) as integer)
order by buckets.county_id, buckets.kind, buckets.position, buckets.bucket, buckets.name
