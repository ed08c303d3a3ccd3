-- title_zh: 决策步骤进度
-- title_en: Approval steps
-- why_zh:   县档案按资金类别和事项等级规定要走哪几步。每个事项应走的每一步在这里各占一行，走过的写日期和结果，没走的空着。
-- why_en:   The county's profile says which steps a matter of each class takes for each kind of fund. Every step a
--           matter must take is one row; those taken carry date and outcome, the others are blank.
-- grain:    matter × step asked for
-- reads:    matters, funds, lineage, approvals, decisions
-- needs:    approvals, funds, lineage, matters
select matters.matter_id, approvals.step, approvals.position, matters.fund_id, funds.community_id, lineage.county_id,
    funds.kind as fund_kind, matters.class as matter_class, matters.outcome as matter_outcome, decisions.decided_on,
    decisions.outcome
from matters
join funds using (fund_id)
join lineage on lineage.community_id = funds.community_id and lineage.distance = 0
join approvals on approvals.county_id = lineage.county_id and approvals.fund_kind = funds.kind
    and approvals.matter_class = matters.class
left join decisions on decisions.matter_id = matters.matter_id and decisions.step = approvals.step
order by matters.matter_id, approvals.position
