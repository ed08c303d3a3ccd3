-- title_zh: 全站年账
-- title_en: Publisher years
-- why_zh:   首页要回答“一共收了多少、花了多少、还剩多少”。只把同一类资金在各县的年账相加；四类资金归属不同，不相加。
-- why_en:   The front page answers how much came in, went out and is left. Only years of one kind of fund are added up over
--   the counties; the four kinds have different owners and are never added to one another.
-- grain:    kind, year
-- reads:    communities, community_years
-- needs:    communities, community_years
with counties as (
  select community_years.*, split_part(communities.file, '/', 2) as county_id
  from community_years
  join communities using (community_id)
  where communities.parent_id is null and community_years.scope = 'all'
),
final as (
  select
    kind,
    year,
    count(distinct county_id) as counties,
    cast(sum(funds) as bigint) as funds,
    cast(sum(opening) as decimal(18, 2)) as opening,
    cast(sum(gross) as decimal(18, 2)) as gross,
    cast(sum(cost) as decimal(18, 2)) as cost,
    cast(sum(net) as decimal(18, 2)) as net,
    cast(sum(transfers_in) as decimal(18, 2)) as transfers_in,
    cast(sum(transfers_out) as decimal(18, 2)) as transfers_out,
    cast(sum(disbursed) as decimal(18, 2)) as disbursed,
    cast(sum(closing) as decimal(18, 2)) as closing,
    cast(sum(due) as bigint) as due,
    cast(sum(on_time) as bigint) as on_time
  from counties
  group by kind, year
)
select * from final
order by kind, year
