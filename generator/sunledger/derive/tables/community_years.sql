-- title_zh: 单位年账
-- title_en: Community years
-- why_zh:   一个单位一年里每类资金的收支存，四类资金不混在一起。“含下级”把下面所有单位的资金加进来。
-- why_en:   What a unit took in, spent and had left in a year, for each kind of fund; kinds are never mixed.
--           “With those below” adds the funds of every unit beneath.
-- grain:    unit × scope × kind of fund × year
-- reads:    fund_months, lineage, communities, timeliness
-- needs:    communities, fund_months, lineage
with yearly as (
    select fund_id, community_id, kind, left(month, 4) as year, count(*) as months,
        min_by(opening, month) as opening, sum(gross) as gross, sum(cost) as cost, sum(net) as net,
        sum(transfers_in) as transfers_in, sum(transfers_out) as transfers_out, sum(disbursed) as disbursed,
        max_by(closing, month) as closing, sum(in_kind_received) as in_kind_received,
        sum(in_kind_given) as in_kind_given
    from fund_months
    group by all
),
posted as (
    select fund_id, left(month, 4) as year, count(*) filter (where status <> 'pending') as due,
        count(*) filter (where status in ('reported', 'nil')) as on_time
    from timeliness
    group by all
),
scopes as (
    select community_id, ancestor_id, 'own' as scope from lineage where distance = 0
    union all
    select community_id, ancestor_id, 'all' from lineage
),
summed as (
    select scopes.ancestor_id as community_id, scopes.scope, yearly.kind, cast(yearly.year as integer) as year,
        count(*) as funds, max(yearly.months) as months, sum(opening) as opening, sum(gross) as gross,
        sum(cost) as cost, sum(net) as net, sum(transfers_in) as transfers_in, sum(transfers_out) as transfers_out,
        sum(disbursed) as disbursed, sum(closing) as closing, sum(in_kind_received) as in_kind_received,
        sum(in_kind_given) as in_kind_given, coalesce(sum(posted.due), 0) as due,
        coalesce(sum(posted.on_time), 0) as on_time
    from yearly
    join scopes on scopes.community_id = yearly.community_id
    left join posted on posted.fund_id = yearly.fund_id and posted.year = yearly.year
    group by all
)
select summed.community_id, scope, kind, year, funds, months, opening, gross, cost, net, transfers_in, transfers_out,
    disbursed, closing, in_kind_received, in_kind_given,
    case when communities.households > 0
        then cast(half_up(fen(net), communities.households) as decimal(18, 0)) * 0.01 end as net_per_household,
    due, on_time
from summed
join communities on communities.community_id = summed.community_id
order by summed.community_id, scope, kind, year
