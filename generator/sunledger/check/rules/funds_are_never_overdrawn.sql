-- title_zh: 资金不透支
-- title_en: Funds are never overdrawn
-- severity: error
-- why_zh:   月末结余是负数，就是花了还没有的钱，或漏记了收入；子台账透支，就是用了别人的钱。
-- why_en:   A balance below zero at a month's end means money spent before it came, or income left out; an overdrawn
--           sub-ledger has used the money of others.
-- message_zh: 资金 {fund_id} {month} 月末结余 {closing}
-- message_en: Fund {fund_id} stands at {closing} at the end of {month}
-- fix_zh:   补记漏掉的收入，核对支出的日期和金额；这是透支的第一个月。
-- fix_en:   Enter the income left out and check payments; this is the first month it is overdrawn.
-- example_passes_zh: 月末结余 0.00。
-- example_passes_en: A balance of 0.00 at the month's end.
-- example_fails_zh: 月末结余 -120.00。
-- example_fails_en: A balance of -120.00 at the month's end.
-- excludes_zh: 一个月中间某一天的余额，因为收入只到月份。
-- excludes_en: Balances within a month, since income has a month only.
-- tests:    fund_months
-- reads:    fund_months, funds
with balances as (
    select fund_id, month, closing, coalesce(lag(closing) over (partition by fund_id order by month), 0) as before
    from fund_months
)
select funds.file, funds.line, 'opening_balance' as column_name, fund_id, month, closing
from balances
join funds using (fund_id)
where closing < 0 and before >= 0
order by all
