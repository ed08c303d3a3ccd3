-- title_zh: 通过的事项走完每一步
-- title_en: Approved matters took every step
-- severity: error
-- why_zh:   县档案规定的步骤少一步，或有一步没同意，事项就没有通过。业主大会的表决不能只写备案、公示。
-- why_en:   A matter that skipped a step the profile asks for, or was refused at one, is not approved. A vote of
--           the assembly is not merely filed or posted.
-- message_zh: 事项 {matter_id} 写的是通过，档案规定的步骤 {step} 没有同意的记录
-- message_en: Matter {matter_id} is approved, yet step {step} of the profile has no consent on record
-- fix_zh:   在 decisions.csv 补记这一步；确实没走的，把事项结果改回 pending。
-- fix_en:   Record the step; if it was not taken, set the matter back to pending.
-- example_passes_zh: 小额事项须申请、审核两步，两步都有日期和同意。
-- example_passes_en: A minor matter needs apply and review; both are on record and approved.
-- example_fails_zh: 小额事项只有申请，没有审核，结果却写通过。
-- example_fails_en: A minor matter has apply but no review, and is called approved.
-- excludes_zh: 没有通过的事项；档案没有规定步骤的资金类别和等级。
-- excludes_en: Matters that are not approved; kinds and classes for which the profile asks no steps.
-- tests:    matters
-- reads:    approval_steps, matters, decisions
select matters.file, matters.line, 'outcome' as column_name, matter_id, step
from approval_steps
join matters using (matter_id)
left join decisions using (matter_id, step)
where matter_outcome = 'approved' and (
    approval_steps.outcome is null or approval_steps.outcome = 'rejected'
    or (decisions.chair_role = 'assembly' and decisions.outcome <> 'approved')
)
order by all
