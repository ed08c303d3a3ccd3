-- title_zh: 银行余额与账面相符
-- title_en: Bank statements agree with the ledger
-- severity: error
-- why_zh:   月末银行余额必须等于账面余额（连同子台账），差一分也要查清。
-- why_en:   The bank's month-end balance must equal the book balance, sub-ledgers included, to the fen.
-- message_zh: 资金 {fund_id} {month} 银行余额 {statement}，账面 {account_closing}，差 {difference}
-- message_en: Fund {fund_id} in {month}: bank {statement}, books {account_closing}, difference {difference}
-- fix_zh:   查漏记、重记的收支；这是第一个不符的月份，先查这个月。
-- fix_en:   Look for entries left out or doubled; this is the first month that differs, so begin there.
-- example_passes_zh: 账面 1,594.45，银行 1,594.45。
-- example_passes_en: Books 1,594.45, bank 1,594.45.
-- example_fails_zh: 账面 1,594.45，银行 1,594.46。
-- example_fails_en: Books 1,594.45, bank 1,594.46.
-- excludes_zh: 没有对账单的月份；差额与上月相同的月份，只报第一个月。
-- excludes_en: Months without a statement; months whose difference is that of the month before, since only the first is told.
-- tests:    statements
-- reads:    fund_months, statements
with differing as (
    select fund_id, month, statement, account_closing, difference,
        difference - coalesce(lag(difference) over (partition by fund_id order by month), 0) as arisen
    from fund_months
    where difference is not null
)
select statements.file, statements.line, 'closing_balance' as column_name, fund_id, month, statement,
    account_closing, difference
from differing
join statements using (fund_id, month)
where difference <> 0 and arisen <> 0
order by all
