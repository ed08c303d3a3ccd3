-- title_zh: 收入月统计
-- title_en: Income months
-- why_zh:   “这个月的钱从哪里来”要一眼看清：停车、广告、租金各多少。实物不进结余，也不进这张表。
-- why_en:   Where this month's money came from, by category. Gifts in kind are in no balance and not in this table.
-- grain:    fund_id, month, category
-- reads:    revenue
-- needs:    revenue
with cash as (
  select fund_id, month, coalesce(category, 'other') as category, gross, cost
  from revenue
  where basis not in ('in_kind', 'nil')
),
final as (
  select
    fund_id,
    month,
    category,
    count(*) as entries,
    cast(sum(gross) as decimal(18, 2)) as gross,
    cast(sum(cost) as decimal(18, 2)) as cost
  from cash
  group by fund_id, month, category
)
select * from final
order by fund_id, month, category
