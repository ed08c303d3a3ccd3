-- title_zh: 决策步骤在县档案里
-- title_en: Decisions name a known step
-- severity: error
-- why_zh:   写错步骤名，这一步就等于没走，也没有名称可以给居民看。
-- why_en:   A misspelt step counts as not taken, and has no name residents could read.
-- message_zh: 事项 {matter_id} 的步骤 {step} 在县档案里没有
-- message_en: Matter {matter_id} has step {step}, which the county's profile does not define
-- fix_zh:   改成 profile.toml 里 steps 列出的编号，或先在那里补上。
-- fix_en:   Use an id listed under steps in profile.toml, or add it there.
-- example_passes_zh: 档案有 apply、review，决策写 review。
-- example_passes_en: The profile defines apply and review; the decision says review.
-- example_fails_zh: 档案有 apply、review，决策写 reveiw。
-- example_fails_en: The profile defines apply and review; the decision says reveiw.
-- excludes_zh: 档案一个步骤也没有定义的县。
-- excludes_en: Counties whose profile defines no step at all.
-- tests:    decisions
-- reads:    decisions, matters, funds, lineage, steps
select decisions.file, decisions.line, 'step' as column_name, matter_id, decisions.step
from decisions
join matters using (matter_id)
join funds using (fund_id)
join lineage on lineage.community_id = funds.community_id and lineage.distance = 0
where exists (select 1 from steps where steps.county_id = lineage.county_id)
    and not exists (select 1 from steps where steps.county_id = lineage.county_id and steps.step = decisions.step)
order by all
