select
  funds.community_id as unit,
  matters.matter_id as matter,
  spoken(matters.title) as title,
  coalesce(yuan(matters.amount), '') as amount,
  said_matters_class(matters.class) as class_label,
  matters.outcome as outcome,
  said_matters_outcome(matters.outcome) as outcome_label
from open.matters
join open.funds using (fund_id)
where funds.community_id in (from these_units)
  and (matters.outcome <> 'approved'
    or matters.matter_id in (select matter_id from derived.approval_steps where decided_on is null))
order by funds.community_id, matters.matter_id desc
