select
  taken.matter_id as matter,
  named(coalesce(steps.name, taken.step), steps.name_en) as name,
  coalesce(day(taken.decided_on), '') as decided_on,
  coalesce(taken.outcome, '') as outcome,
  coalesce(said_approval_steps_outcome(taken.outcome), '') as outcome_label
from derived.approval_steps as taken
left join meta.steps on steps.county_id = taken.county_id and steps.step = taken.step
where taken.community_id in (from these_units)
  and (taken.matter_outcome <> 'approved'
    or taken.matter_id in (select matter_id from derived.approval_steps where decided_on is null))
order by taken.matter_id, taken.position
