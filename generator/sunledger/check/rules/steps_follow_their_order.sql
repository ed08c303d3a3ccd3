-- title_zh: 步骤按次序走
-- title_en: Steps follow their order
-- severity: error
-- why_zh:   先审批后申请等于没有审批：后一步的日期不能早于前一步。
-- why_en:   Approving before anyone applied is no approval: a step is never dated before one that precedes it.
-- message_zh: 事项 {matter_id} 的步骤 {step} 在 {decided_on}，早于前面的步骤（{before}）
-- message_en: Matter {matter_id}: step {step} on {decided_on} is before the steps that precede it ({before})
-- fix_zh:   照会议记录改正日期。
-- fix_en:   Mend the date after the minutes.
-- example_passes_zh: 2 月 1 日申请，2 月 10 日审核。
-- example_passes_en: Applied on 1 February, reviewed on 10 February.
-- example_fails_zh: 2 月 10 日申请，2 月 1 日审核。
-- example_fails_en: Applied on 10 February, reviewed on 1 February.
-- excludes_zh: 同一天的两步；档案没有要求的额外步骤。
-- excludes_en: Two steps on one day; steps beyond those the profile asks for.
-- tests:    decisions
-- reads:    approval_steps, decisions
with dated as (
    select matter_id, step, decided_on, max(decided_on) over (
        partition by matter_id order by position rows between unbounded preceding and 1 preceding
    ) as before
    from approval_steps
)
select decisions.file, decisions.line, 'decided_on' as column_name, matter_id, step, dated.decided_on, before
from dated
join decisions using (matter_id, step)
where dated.decided_on < before
order by all
