-- title_zh: 发出的实物先有收到
-- title_en: Goods given were received
-- severity: error
-- why_zh:   实物收入记在收入的实物（in_kind），发出记在支出并标明实物，都不动账户余额；发出的不能多于收到的，否则是拿钱买的，
--           或有收入记成了现金。
-- why_en:   Goods come in as revenue on basis in_kind and go out as payments marked in_kind, and neither touches the
--           balance. What goes out can't exceed what came in; else it was bought, or the gift was entered as money.
-- message_zh: 资金 {fund_id} 到 {month} 累计收到实物 {received}，发出 {given}
-- message_en: Fund {fund_id}: goods worth {received} received up to {month}, {given} given
-- fix_zh:   补记收到的实物；花钱买的记成普通支出，in_kind 留空。
-- fix_en:   Enter the goods received; what was bought is a plain payment with in_kind blank.
-- example_passes_zh: 收到实物 5000.00，发放 4800.00。
-- example_passes_en: Goods worth 5000.00 received and 4800.00 given.
-- example_fails_zh: 收到实物 0.00，发放 4800.00。
-- example_fails_en: Goods worth 0.00 received and 4800.00 given.
-- excludes_zh: 物品的种类和数量。
-- excludes_en: What the goods were and how many.
-- tests:    fund_months
-- reads:    fund_months, funds
with running as (
    select fund_id, month, in_kind_given, sum(in_kind_received) over in_order as received,
        sum(in_kind_given) over in_order as given
    from fund_months
    window in_order as (partition by fund_id order by month)
)
select funds.file, funds.line, '' as column_name, fund_id, running.month, running.received, running.given
from running
join funds using (fund_id)
where running.given > running.received and running.in_kind_given > 0
order by all
