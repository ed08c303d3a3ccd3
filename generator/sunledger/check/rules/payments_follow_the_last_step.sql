-- title_zh: 走完步骤再付款
-- title_en: Payments follow the last step
-- severity: error
-- why_zh:   先付款后补手续，决定就成了走形式。
-- why_en:   If money goes out first and the papers follow, deciding is a formality.
-- message_zh: 支出 {payment_id} 在 {paid_on} 付款，事项 {matter_id} 最后一步在 {last_step}
-- message_en: Payment {payment_id} was made on {paid_on}; matter {matter_id} took its last step on {last_step}
-- fix_zh:   核对付款日期和步骤日期，改正写错的一个。
-- fix_en:   Compare both dates with the vouchers and mend the wrong one.
-- example_passes_zh: 2 月 10 日审核，2 月 20 日付款。
-- example_passes_en: Reviewed on 10 February, paid on 20 February.
-- example_fails_zh: 2 月 10 日审核，2 月 9 日付款。
-- example_fails_en: Reviewed on 10 February, paid on 9 February.
-- excludes_zh: 没有写事项的支出；与最后一步同一天的付款；档案没有要求的公示，例如付款以后公示结果。
-- excludes_en: Payments that name no matter; payments on the day of the last step; postings the profile does not ask for, such as that of the result.
-- tests:    disbursements
-- reads:    disbursements, decisions, approval_steps
with ends as (
    select matter_id,
        max(decisions.decided_on) filter (decisions.outcome <> 'published' or approval_steps.step is not null) as last_step
    from decisions
    left join approval_steps using (matter_id, step)
    group by matter_id
)
select disbursements.file, disbursements.line, 'paid_on' as column_name, payment_id, paid_on, matter_id, last_step
from disbursements
join ends using (matter_id)
where paid_on < last_step
order by all
