-- title_zh: 可以封存的行
-- title_en: Rows that can be sealed
-- why_zh:   每个数据集按自己的日期归入一个月。circle 是一同封口的一圈：一笔资金的一个月报过账、一个事项有了结果（各步随它一起封存）、
--           一个单位的一个月报过统计，封存以后圈里再添一行就要说明。登记簿说的是现在，不封存。
-- why_en:   Each dataset has its own date. A circle closes as a whole: once a fund's month has been reported, a matter
--           decided (its steps are sealed with it), a unit's month of services told and sealed, a row added to the circle must be explained.
--           Registries describe the present and are not sealed.
-- grain:    row of a dataset that can be sealed
-- reads:    revenue, disbursements, transfers, statements, postings, services, matters, decisions, space_events, turnovers, audits, audit_coverage, claims, corrections, objections
with decided as (
    select matter_id, max(decided_on) as decided_on from decisions group by matter_id
)
select 'revenue' as dataset, entry_id as row_key, month, 'fund/' || fund_id || '/' || month as circle, true as closes
from revenue
union all
select 'disbursements', payment_id, month_of(paid_on), 'fund/' || fund_id || '/' || month_of(paid_on), false
from disbursements
union all
select 'transfers', transfer_id, month_of(moved_on), 'fund/' || from_fund_id || '/' || month_of(moved_on), false
from transfers
union all
select 'statements', fund_id || '/' || month, month, 'fund/' || fund_id || '/' || month, false
from statements
union all
select 'postings', fund_id || '/' || month, month_of(posted_on), 'fund/' || fund_id || '/' || month_of(posted_on), false
from postings
union all
select 'services', community_id || '/' || month || '/' || indicator_id, month, 'unit/' || community_id || '/' || month, true
from services
union all
select 'matters', matter_id, month_of(decided.decided_on), 'matter/' || matter_id, true
from matters
join decided using (matter_id)
where outcome <> 'pending'
union all
select 'decisions', matter_id || '/' || step,
    month_of(case when matters.outcome = 'pending' then decisions.decided_on else decided.decided_on end), 'matter/' || matter_id, false
from decisions
join decided using (matter_id)
join (select matter_id, outcome from matters) as matters using (matter_id)
union all
select 'space_events', space_id || '/' || event || '/' || event_on, month_of(event_on), null, false
from space_events
union all
select 'turnovers', contract_id || '/' || year, year || '-12', null, false
from turnovers
union all
select 'audits', audit_id, month_of(published_on), null, false
from audits
where published_on is not null
union all
select 'audit_coverage', audit_id || '/' || fund_id, month_of(published_on), null, false
from audit_coverage
join audits using (audit_id)
where published_on is not null
union all
select 'claims', claim_id, month_of(as_of), null, false
from claims
union all
select 'corrections', correction_id, month_of(corrected_on), null, false
from corrections
union all
select 'objections', objection_id, month_of(answered_on), null, false
from objections
where answered_on is not null
