-- title_zh: 年度对比
-- title_en: Year comparisons
-- why_zh:   一个数字要有参照才看得懂。和去年同样的月份比，不拿半年比全年；和同县同级、户数相近
--   （300、1000、3000 户为界）单位每户净收入的中位数比，不用平均数；相近的不到 5 个就和全部同级单位比，仍不到 5 个不比。
-- why_en:   A figure needs something to be read against: the same months of last year, never half a year against a whole
--   one, and the median net income per household of units of the same county, level and like size (bounds at 300, 1,000
--   and 3,000 households); with fewer than 5 of like size all of the level, with fewer than 5 of those none.
-- grain:    community_id, kind, year
-- reads:    communities, community_years, fund_months, lineage
-- needs:    communities, fund_months, lineage
with months as (
  select
    community_id, kind, cast(left(month, 4) as integer) as year, cast(right(month, 2) as integer) as part,
    sum(net) as net
  from fund_months
  group by community_id, kind, month
),
pairs as (
  select
    this.community_id, this.kind, this.year, this.net, before.net as net_before
  from months as this
  left join months as before
    on before.community_id = this.community_id and before.kind = this.kind
    and before.year = this.year - 1 and before.part = this.part
),
years as (
  select
    community_id,
    kind,
    year,
    count(*) as months,
    cast(sum(net) as decimal(18, 2)) as net,
    case when count(net_before) = count(*) then cast(sum(net_before) as decimal(18, 2)) end as net_before
  from pairs
  group by community_id, kind, year
),
placed as (
  select
    years.*, own.net_per_household, communities.level, lineage.county_id,
    case
      when communities.households >= 3000 then 4 when communities.households >= 1000 then 3
      when communities.households >= 300 then 2 when communities.households > 0 then 1 else 0
    end as size
  from years
  join communities using (community_id)
  join lineage on lineage.community_id = years.community_id and lineage.distance = 0
  left join community_years as own
    on own.community_id = years.community_id and own.kind = years.kind
    and own.year = years.year and own.scope = 'own'
),
alike as (
  select
    county_id,
    level,
    kind,
    year,
    size,
    count(net_per_household) as peers,
    quantile_disc(net_per_household, 0.5) as peer_median
  from placed
  group by grouping sets ((county_id, level, kind, year), (county_id, level, kind, year, size))
),
final as (
  select
    placed.community_id,
    placed.kind,
    placed.year,
    placed.months,
    placed.net,
    placed.net_before,
    case when placed.net_before > 0
      then try_cast(half_up(fen(placed.net - placed.net_before) * 1000, fen(placed.net_before)) * 0.1 as decimal(18, 1))
    end as change_percent,
    placed.net_per_household,
    if(near.peers >= 5, [null, 300, 1000, 3000][placed.size], null) as households_from,
    if(near.peers >= 5, [299, 999, 2999, null][placed.size], null) as households_to,
    if(near.peers >= 5, near.peers, every.peers) as peers,
    case when near.peers >= 5 then near.peer_median when every.peers >= 5 then every.peer_median end as peer_median
  from placed
  join alike as every
    on every.county_id = placed.county_id and every.level = placed.level and every.kind = placed.kind
    and every.year = placed.year and every.size is null
  left join alike as near
    on near.county_id = placed.county_id and near.level = placed.level and near.kind = placed.kind
    and near.year = placed.year and near.size = placed.size
)
select * from final
order by community_id, kind, year
