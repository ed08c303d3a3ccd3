-- title_zh: 县分项年账
-- title_en: County buckets
-- why_zh:   各社区的分项要能合起来看：全县分给再投资、补贴、治理、救助各多少，用了多少。同一分项名称不同的不合并，四类资金不相加。
-- why_en:   The buckets of all communities seen together. Buckets of different names and kinds of fund are not added up.
-- grain:    county_id, kind, year, bucket, name
-- reads:    bucket_years, funds, lineage
-- needs:    bucket_years, funds, lineage
with placed as (
  select bucket_years.*, funds.kind, lineage.county_id
  from bucket_years
  join funds using (fund_id)
  join lineage on lineage.community_id = funds.community_id and lineage.distance = 0
),
final as (
  select
    county_id,
    kind,
    year,
    bucket,
    name,
    max(name_en) as name_en,
    min(position) as position,
    count(*) as funds,
    cast(sum(opening) as decimal(18, 2)) as opening,
    cast(sum(allocated) as decimal(18, 2)) as allocated,
    cast(sum(transferred) as decimal(18, 2)) as transferred,
    cast(sum(disbursed) as decimal(18, 2)) as disbursed,
    cast(sum(closing) as decimal(18, 2)) as closing
  from placed
  group by county_id, kind, year, bucket, name
)
select * from final
order by county_id, kind, year, position, bucket, name
