-- title_zh: 一个职务只主持一步
-- title_en: Offices chair one step of a matter
-- severity: error
-- why_zh:   提的人又自己审，等于没有审：同一职务不能主持同一事项的两个决定步骤。
-- why_en:   Whoever proposes can't review: no office chairs two deciding steps of one matter.
-- message_zh: 事项 {matter_id} 的步骤 {first} 和 {step} 都由 {chair_role:decisions.chair_role} 主持
-- message_en: Steps {first} and {step} of matter {matter_id} were both chaired by {chair_role:decisions.chair_role}
-- fix_zh:   照会议记录改正主持人职务；确实同一人主持的，请另一机构重新审议。
-- fix_en:   Mend the chair after the minutes; if it was one person, let another body decide the step anew.
-- example_passes_zh: 业委会主任主持申请，社区书记主持审核。
-- example_passes_en: The committee's chair applies, the community secretary reviews.
-- example_fails_zh: 社区书记主持申请，社区书记又主持审核。
-- example_fails_en: The community secretary applies, and reviews too.
-- excludes_zh: 备案和公开；业主大会、基金管委会、监督小组、慈善组织等集体；没有写主持人的步骤；一身兼两职的由另一条规则提醒。
-- excludes_en: Filing and publishing; assemblies, fund committees, supervision groups and charities, which are bodies;
--           steps without a chair; a chair with two posts, whom another rule names.
-- tests:    decisions
-- reads:    decisions
with chaired as (
    select file, line, matter_id, step, chair_role, first_value(step) over same as first, row_number() over same as place
    from decisions
    where chair_role in ('committee_chair', 'branch_secretary', 'community_secretary', 'subdistrict_secretary')
        and outcome in ('approved', 'rejected')
    window same as (partition by matter_id, chair_role order by decided_on, line)
)
select file, line, 'chair_role' as column_name, matter_id, first, step, chair_role
from chaired
where place > 1
order by all
