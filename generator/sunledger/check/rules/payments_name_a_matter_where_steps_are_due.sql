-- title_zh: 该经决策的支出写明事项
-- title_en: Payments name a matter where steps are due
-- severity: error
-- why_zh:   县档案规定了决策步骤的钱，每一笔支出都要能找到是谁、按哪几步定的。
-- why_en:   Where the county's profile asks for steps, residents must be able to see who decided each payment, and how.
-- message_zh: 支出 {payment_id} 金额 {amount}，属于 {fund_kind:funds.kind} 资金的 {matter_class:matters.class} 事项，没有写是哪个事项
-- message_en: Payment {payment_id} of {amount} is a {matter_class:matters.class} matter of {fund_kind:funds.kind} money and names no matter
-- fix_zh:   在 matters.csv 登记事项和步骤，再把编号填进这笔支出的 matter_id。
-- fix_en:   Record the matter and its steps, then fill in matter_id.
-- example_passes_zh: 业主资金支出 6,000 元，matter_id 写 m-12，m-12 已登记。
-- example_passes_en: A payment of 6,000 yuan from owners' money names m-12, which is recorded.
-- example_fails_zh: 业主资金支出 6,000 元，matter_id 空着，档案规定一般事项须经四步。
-- example_fails_en: A payment of 6,000 yuan names no matter although the profile asks four steps of general matters.
-- excludes_zh: 实物、银行费用和金额为零的支出；档案对这类资金、这一档金额没有规定步骤的支出。
-- excludes_en: Gifts in kind, bank charges and payments of zero; amounts for which the profile asks no steps of that kind.
-- tests:    disbursements
-- reads:    disbursements, funds, lineage, approvals, tiers
select disbursements.file, disbursements.line, 'matter_id' as column_name, payment_id, disbursements.amount,
    funds.kind as fund_kind, approvals.matter_class
from disbursements
join funds using (fund_id)
join lineage on lineage.community_id = funds.community_id and lineage.distance = 0
join approvals on approvals.county_id = lineage.county_id and approvals.fund_kind = funds.kind and approvals.position = 1
left join tiers on tiers.county_id = approvals.county_id and tiers.matter_class = approvals.matter_class
where disbursements.matter_id is null and disbursements.in_kind is not true and purpose <> 'bank'
    and disbursements.amount > 0 and disbursements.amount >= coalesce(tiers.at_least, 0)
    and (tiers.below is null or disbursements.amount < tiers.below)
qualify row_number() over (partition by payment_id order by coalesce(tiers.at_least, 0), approvals.matter_class) = 1
order by all
