-- title_zh: 资金流向
-- title_en: Flows of money
-- why_zh:   钱从哪里来、分到哪一项、花到哪里去，要能连成一张图。每类资金每年两边相等：年初结余、收入和划入，等于成本、支出、划出和年末结余。
--           哪一元来自哪一笔收入分不出来，所以来源只连到整笔资金，不硬配到分项。
-- why_en:   Where money came from, into which bucket it went and what it was spent on, as one picture. Both sides are
--   equal: opening, income and transfers in; costs, payments, transfers out and what is left. Which yuan came from which
--   income can't be told, so sources lead to the whole and not to a bucket.
-- grain:    county_id, kind, year, side, bucket, name, label
-- reads:    bucket_years, disbursements, fund_years, funds, income_months, lineage, transfers
-- needs:    fund_years, funds, lineage
with placed as (
  select funds.fund_id, funds.kind, lineage.county_id, funds.scheme_id is not null as divided
  from funds
  join lineage on lineage.community_id = funds.community_id and lineage.distance = 0
),
moved as (
  select fund_id, year, 'in' as side, null as bucket, 'opening' as label, opening as amount from fund_years
  union all
  select fund_id, cast(left(month, 4) as integer), 'in', null, category, gross from income_months
  union all
  select fund_id, year, 'in', null, 'transfers_in', transfers_in from fund_years
  union all
  select fund_id, year, 'out', null, 'cost', cost from fund_years
  union all
  select fund_id, year(paid_on), 'out', coalesce(bucket, 'unallocated'), purpose, amount
  from disbursements
  where not coalesce(in_kind, false)
  union all
  select from_fund_id, year(moved_on), 'out', coalesce(bucket, 'unallocated'), 'transfers_out', amount from transfers
  union all
  select fund_id, year, 'out', bucket, 'closing', closing from bucket_years
  union all
  select fund_years.fund_id, year, 'out', 'unallocated', 'closing', closing
  from fund_years
  join placed using (fund_id)
  where not divided
),
final as (
  select
    placed.county_id,
    placed.kind,
    moved.year,
    moved.side,
    coalesce(moved.bucket, 'whole') as bucket,
    case coalesce(moved.bucket, 'whole') when 'whole' then '整笔资金' when 'unallocated' then '未分配'
      else bucket_years.name end as name,
    case coalesce(moved.bucket, 'whole') when 'whole' then 'The whole' when 'unallocated' then 'Not divided'
      else max(bucket_years.name_en) end as name_en,
    coalesce(min(bucket_years.position), 999) as position,
    moved.label,
    cast(sum(moved.amount) as decimal(18, 2)) as amount
  from moved
  join placed using (fund_id)
  join fund_years using (fund_id, year)
  left join bucket_years
    on bucket_years.fund_id = moved.fund_id and bucket_years.year = moved.year and bucket_years.bucket = moved.bucket
    and bucket_years.bucket <> 'unallocated'
  group by placed.county_id, placed.kind, moved.year, moved.side, moved.bucket, bucket_years.name, moved.label
)
select *, cast(sum(amount) over (partition by county_id, kind, year, side) as decimal(18, 2)) as total
from final
where amount <> 0
order by county_id, kind, year, side, position, bucket, name, label
