select
  reached.county_id as county,
  reached.measure as measure,
  said_space_targets_measure(reached.measure) as measure_label,
  said_space_targets_counted_by(reached.counted_by) as counted_by,
  plain(reached.target) as target,
  coalesce(day(reached.by_date), '') as by_date,
  reached.month as month,
  cast(reached.reached as varchar) as reached,
  reached.status as status,
  said_space_targets_status(reached.status) as status_label,
  coalesce(spoken(targets.basis), '') as basis,
  cast(reached.reached * 10 as integer) as width,
  cast(reached.target * 10 as integer) as mark
from derived.space_targets as reached
left join meta.targets on targets.county_id = reached.county_id and targets.measure = reached.measure
order by reached.county_id, reached.measure, reached.counted_by desc
