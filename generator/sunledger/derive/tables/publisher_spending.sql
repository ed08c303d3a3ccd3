-- title_zh: 全站用途
-- title_en: Publisher spending
-- why_zh:   “钱花到哪里去了”是首页的问题。把各县同一类资金同一用途的支出相加；四类资金不相加。
-- why_en:   Where the money went, for the front page: spending of one kind of fund on one purpose, added up over counties.
-- grain:    kind, year, purpose
-- reads:    communities, spending_years
-- needs:    communities, spending_years
with counties as (
  select spending_years.*
  from spending_years
  join communities using (community_id)
  where communities.parent_id is null and spending_years.scope = 'all'
),
final as (
  select
    kind,
    year,
    purpose,
    cast(sum(payments) as bigint) as payments,
    cast(sum(amount) as decimal(18, 2)) as amount
  from counties
  group by kind, year, purpose
)
select * from final
order by kind, year, purpose
