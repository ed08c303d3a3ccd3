-- title_zh: 业主资金的重大事项经业主大会
-- title_en: Major matters of owners' funds pass the assembly
-- severity: error
-- why_zh:   共有部分的收益属于全体业主（民法典第 278、282 条），重大事项只有业主大会能定。
-- why_en:   Income from common parts belongs to all owners (Civil Code 278 and 282); only their assembly decides major
--           matters about it.
-- message_zh: 事项 {matter_id} 是业主资金的重大事项，没有业主大会同意的记录
-- message_en: Matter {matter_id} is a major matter of an owners' fund without the assembly's consent on record
-- fix_zh:   补记业主大会表决的步骤（chair_role 写 assembly）；没有表决过的，把事项结果改回 pending。
-- fix_en:   Record the assembly's vote (chair_role assembly); if there was none, set the matter back to pending.
-- example_passes_zh: 重大事项有一步由业主大会（assembly）主持，结果 approved。
-- example_passes_en: A major matter has a step chaired by the assembly, approved.
-- example_fails_zh: 重大事项只有提议和审核两步。
-- example_fails_en: A major matter has a proposal and a review only.
-- excludes_zh: 没有通过的事项；业主资金以外的资金；票数是否达到法定比例由另一条规则看。
-- excludes_en: Matters not approved; other kinds of fund; whether the votes reach the legal majority is another rule.
-- tests:    matters
-- reads:    matters, funds, decisions
select matters.file, matters.line, 'class' as column_name, matter_id
from matters
join funds using (fund_id)
where funds.kind = 'owners' and matters.class = 'major' and matters.outcome = 'approved' and not exists (
    select 1 from decisions
    where decisions.matter_id = matters.matter_id and decisions.chair_role = 'assembly' and decisions.outcome = 'approved'
)
order by all
