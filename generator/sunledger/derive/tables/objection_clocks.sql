-- title_zh: 异议答复
-- title_en: Objection clocks
-- why_zh:   居民提出的疑问要在期限内答复。在期限内答复、逾期答复、逾期未答复、还没到期，各自分清，逾期的算出天数。
-- why_en:   A question must be answered by its day. Answered in time, answered late, overdue and not yet due are kept
--           apart, with the days past the day.
-- grain:    objection
-- reads:    objections, lineage, counties
-- needs:    counties, lineage, objections
select objections.objection_id, objections.community_id, lineage.county_id, objections.due_on, objections.answered_on,
    case
        when objections.answered_on > objections.due_on then 'late'
        when objections.answered_on is not null then 'answered'
        when counties.as_of > objections.due_on then 'overdue'
        else 'pending'
    end as status,
    greatest(coalesce(objections.answered_on, counties.as_of) - objections.due_on, 0) as days_late
from objections
join lineage on lineage.community_id = objections.community_id and lineage.distance = 0
join counties on counties.county_id = lineage.county_id
order by objections.objection_id
