-- title_zh: 支出不超过事项金额
-- title_en: Payments stay within their matter
-- severity: error
-- why_zh:   通过的是多少钱，就只能花多少钱；超出的要另行决定。
-- why_en:   What was approved is what may be spent; more needs a decision of its own.
-- message_zh: 到支出 {payment_id} 为止，事项 {matter_id} 已付 {paid}，批准的是 {approved}
-- message_en: With payment {payment_id}, matter {matter_id} has cost {paid}; approved was {approved}
-- fix_zh:   核对金额；确实超出的，补办决定并登记为新的事项。
-- fix_en:   Check the amounts; for more, take a decision and record a new matter.
-- example_passes_zh: 事项批准 300.00 元，付了 256.78 元。
-- example_passes_en: 300.00 yuan approved, 256.78 yuan paid.
-- example_fails_zh: 事项批准 300.00 元，先付 256.78 元，又付 50.00 元。
-- example_fails_en: 300.00 yuan approved, 256.78 yuan paid and then 50.00 yuan more.
-- excludes_zh: 没有写金额的事项。
-- excludes_en: Matters without an amount.
-- tests:    disbursements
-- reads:    disbursements, matters
with running as (
    select disbursements.file, disbursements.line, payment_id, matter_id, matters.amount as approved, disbursements.amount,
        sum(disbursements.amount) over (
            partition by matter_id order by paid_on, payment_id rows between unbounded preceding and current row
        ) as paid
    from disbursements
    join matters using (matter_id)
)
select file, line, 'amount' as column_name, payment_id, matter_id, cast(paid as decimal(18, 2)) as paid, approved
from running
where paid > approved and paid - amount <= approved
order by all
