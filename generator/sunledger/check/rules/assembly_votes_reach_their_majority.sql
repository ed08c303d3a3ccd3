-- title_zh: 业主大会表决达到法定多数
-- title_en: Assembly votes reach their majority
-- severity: error
-- why_zh:   民法典第二百七十八条：参与表决的，人数和专有面积都要达到三分之二；利用共有部分经营、分配其收益，要参与者四分之三以上同意，
--           其他事项要过半数，也是人数和面积都算。用整数比较，不先化成百分比，74.99% 不算四分之三。
-- why_en:   Civil Code, article 278: two thirds of heads and of exclusive area take part; of those taking part three
--           quarters agree where common parts earn money or their income is divided, more than half otherwise, again by
--           heads and by area. Compared in whole numbers, so that 74.99 % is not three quarters.
-- message_zh: 事项 {matter_id} 记为通过，须同意 {needed}：人数 {heads_for} 同意、{heads_voting} 参与、{heads_eligible} 有权；面积 {area_for} 同意、{area_voting} 参与、{area_eligible} 有权
-- message_en: Matter {matter_id} is marked approved and needs {needed}: heads {heads_for} for, {heads_voting} voting, {heads_eligible} eligible; area {area_for} for, {area_voting} voting, {area_eligible} eligible
-- fix_zh:   核对票数；没有达到的，结果改为 rejected，不能据此分配或支出。
-- fix_en:   Check the count; if it fell short, the outcome is rejected and nothing may rest on it.
-- example_passes_zh: 应到 300 人，参与 210 人，同意 160 人，面积同样达到。
-- example_passes_en: 300 eligible, 210 voting, 160 for, and as much by area.
-- example_fails_zh: 参与 210 人，同意 157 人（74.76%），却写通过。
-- example_fails_en: 210 voting, 157 for (74.76 %), marked approved.
-- excludes_zh: 没有人数和面积的步骤；没有通过的表决。
-- excludes_en: Steps without heads and areas, and votes that were lost.
-- tests:    decisions
-- reads:    decisions, funds
with votes as (
    select *, exists (select 1 from funds where funds.resolution_id = decisions.matter_id) as on_income
    from decisions
    where outcome = 'approved' and (chair_role = 'assembly' or heads_for is not null or area_for is not null)
),
judged as (
    select *,
        coalesce(heads_eligible > 0 and heads_voting * 3 >= heads_eligible * 2, false) as heads_take_part,
        coalesce(area_eligible > 0 and area_voting * 3 >= area_eligible * 2, false) as area_takes_part,
        coalesce(case when on_income then heads_for * 4 >= heads_voting * 3 else heads_for * 2 > heads_voting end, false)
            as heads_agree,
        coalesce(case when on_income then area_for * 4 >= area_voting * 3 else area_for * 2 > area_voting end, false)
            as area_agrees
    from votes
)
select file, line,
    case when not heads_take_part then 'heads_voting' when not area_takes_part then 'area_voting'
        when not heads_agree then 'heads_for' else 'area_for' end as column_name,
    matter_id, case when on_income then '≥ 3/4' else '> 1/2' end as needed,
    coalesce(cast(heads_for as varchar), '…') as heads_for, coalesce(cast(heads_voting as varchar), '…') as heads_voting,
    coalesce(cast(heads_eligible as varchar), '…') as heads_eligible, coalesce(cast(area_for as varchar), '…') as area_for,
    coalesce(cast(area_voting as varchar), '…') as area_voting, coalesce(cast(area_eligible as varchar), '…') as area_eligible
from judged
where not (heads_take_part and area_takes_part and heads_agree and area_agrees)
order by all
