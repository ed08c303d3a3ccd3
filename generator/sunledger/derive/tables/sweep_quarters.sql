-- title_zh: 县按季归集
-- title_en: Sweep quarters
-- why_zh:   一个县一个季度应归集多少、归集了多少、几笔按期几笔逾期，由按季归集加出。没有归集齐又已过期的算短少。
-- why_en:   What a county's funds had to give up in a quarter, what was swept, how many in time and how many late, added
--           up from sweep dues. What is past its day and not swept in full is short.
-- grain:    county × kind of fund × quarter
-- reads:    sweep_dues, funds
-- needs:    funds, sweep_dues
select sweep_dues.county_id, funds.kind, sweep_dues.period, max(sweep_dues.due_on) as due_on, count(*) as funds,
    sum(sweep_dues.due) as due, sum(sweep_dues.swept) as swept, sum(sweep_dues.remaining) as remaining,
    count(*) filter (where sweep_dues.status in ('on_time', 'nothing')) as in_time,
    count(*) filter (where sweep_dues.status = 'late') as late,
    count(*) filter (where sweep_dues.status in ('partial', 'missing')) as short,
    count(*) filter (where sweep_dues.status = 'pending') as pending,
    max(sweep_dues.days_overdue) as days_overdue
from sweep_dues
join funds using (fund_id)
group by sweep_dues.county_id, funds.kind, sweep_dues.period
order by sweep_dues.county_id, funds.kind, sweep_dues.period
