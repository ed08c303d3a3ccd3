-- title_zh: 支出的事项已经通过
-- title_en: Payments rest on an approved matter
-- severity: error
-- why_zh:   没有通过、还没定或已撤回的事项不能花钱。
-- why_en:   A matter that was rejected or withdrawn or is still pending spends nothing.
-- message_zh: 支出 {payment_id} 的事项 {matter_id} 结果是 {outcome:matters.outcome}，不能付款
-- message_en: Payment {payment_id} rests on matter {matter_id}, which is {outcome:matters.outcome}
-- fix_zh:   核对事项结果；确实没有通过的，追回这笔钱并记入收入。
-- fix_en:   Check the outcome; if it was not approved, recover the money and enter it as revenue.
-- example_passes_zh: 事项 m-1 结果 approved，支出写 m-1。
-- example_passes_en: Matter m-1 is approved and a payment names it.
-- example_fails_zh: 事项 m-2 结果 rejected，仍有支出写 m-2。
-- example_fails_en: Matter m-2 is rejected and a payment names it all the same.
-- excludes_zh: 没有写事项的支出。
-- excludes_en: Payments that name no matter.
-- tests:    disbursements
-- reads:    disbursements, matters
select disbursements.file, disbursements.line, 'matter_id' as column_name, payment_id, matter_id, outcome
from disbursements
join matters using (matter_id)
where outcome <> 'approved'
order by all
