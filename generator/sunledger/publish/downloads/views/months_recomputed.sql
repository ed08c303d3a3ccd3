-- title_zh: 各月合计，从原始账目重算
-- title_en: Month sums, recomputed from the source rows
-- why_zh:   只用收入、支出、划转和开户余额这几张原始表，重算每笔资金每月的账，与公布的 fund_months 并排：两边应当相等。
-- why_en:   The month of every fund from revenue, payments, transfers and the opening balance alone, in fen, beside
--           what fund_months publishes: both must agree.
with moves as (
    select fund_id, month, gross_fen - cost_fen as change_fen from revenue where basis <> 'in_kind'
    union all
    select fund_id, substr(paid_on, 1, 7), -amount_fen from disbursements where coalesce(in_kind, 0) = 0
    union all
    select to_fund_id, substr(moved_on, 1, 7), amount_fen from transfers
    union all
    select from_fund_id, substr(moved_on, 1, 7), -amount_fen from transfers
),
sums as (
    select fund_id, month, sum(change_fen) as change_fen from moves group by fund_id, month
)
select published.fund_id, published.month, coalesce(sums.change_fen, 0) as change_fen,
    funds.opening_balance_fen + sum(coalesce(sums.change_fen, 0))
        over (partition by published.fund_id order by published.month) as closing_fen,
    published.closing_fen as published_closing_fen
from fund_months as published
join funds on funds.fund_id = published.fund_id
left join sums on sums.fund_id = published.fund_id and sums.month = published.month
order by published.fund_id, published.month
