-- title_zh: 分项年账
-- title_en: Bucket years
-- why_zh:   居民问的是“今年分了多少、用了多少、还剩多少”。把分项余额的各月合成一年；年初剩余是一月的月初，年末剩余是最后一个月的月末。
-- why_en:   Residents ask what was divided, spent and left this year. The months of bucket balances make a year: it opens
--   with its first month and closes with its last.
-- grain:    fund_id, year, bucket
-- reads:    allocations, bucket_balances
-- needs:    bucket_balances
with months as (
  select *, cast(left(month, 4) as integer) as year
  from bucket_balances
),
percents as (
  select fund_id, cast(left(month, 4) as integer) as year, bucket, arg_max(percent, month) as percent
  from allocations
  group by all
),
years as (
  select
    fund_id,
    year,
    bucket,
    arg_max(name, month) as name,
    arg_max(name_en, month) as name_en,
    arg_max(position, month) as position,
    arg_min(opening, month) as opening,
    cast(sum(allocated) as decimal(18, 2)) as allocated,
    cast(sum(transferred) as decimal(18, 2)) as transferred,
    cast(sum(disbursed) as decimal(18, 2)) as disbursed,
    arg_max(closing, month) as closing
  from months
  group by fund_id, year, bucket
),
final as (
  select
    years.fund_id, years.year, years.bucket, years.name, years.name_en, years.position, percents.percent,
    years.opening, years.allocated, years.transferred, years.disbursed, years.closing
  from years
  left join percents using (fund_id, year, bucket)
)
select * from final
order by fund_id, year, position, bucket
