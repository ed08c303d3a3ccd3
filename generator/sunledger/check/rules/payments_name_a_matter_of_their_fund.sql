-- title_zh: 支出的事项属于同一笔资金
-- title_en: Payments name a matter of their fund
-- severity: error
-- why_zh:   一笔资金的决定不能用来花另一笔资金的钱，两笔钱的主人可能不同。
-- why_en:   A decision about one fund can't spend another's money; the two may belong to different people.
-- message_zh: 支出 {payment_id} 出自资金 {fund_id}，事项 {matter_id} 却是资金 {other} 的
-- message_en: Payment {payment_id} is from fund {fund_id}; matter {matter_id} belongs to fund {other}
-- fix_zh:   改正支出的资金或事项编号。
-- fix_en:   Mend the payment's fund or its matter.
-- example_passes_zh: 甲小区资金的支出，写的是甲小区资金的事项 m-1。
-- example_passes_en: A payment from compound A's fund names m-1, a matter of that fund.
-- example_fails_zh: 乙小区资金的支出，写的是甲小区资金的事项 m-1。
-- example_fails_en: A payment from compound B's fund names m-1, a matter of compound A's fund.
-- excludes_zh: 没有写事项的支出，由另一条规则看。
-- excludes_en: Payments that name no matter; another rule looks at them.
-- tests:    disbursements
-- reads:    disbursements, matters
select disbursements.file, disbursements.line, 'matter_id' as column_name, payment_id, disbursements.fund_id, matter_id,
    matters.fund_id as other
from disbursements
join matters using (matter_id)
where matters.fund_id <> disbursements.fund_id
order by all
