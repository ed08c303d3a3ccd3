select
  county_id as county,
  kind as kind,
  said_sweep_quarters_kind(kind) as kind_label,
  period as period,
  day(due_on) as due_on,
  count_text(funds) as funds,
  yuan(due) as due,
  yuan(swept) as swept,
  yuan(remaining) as remaining,
  in_time as in_time,
  late as late,
  short as short,
  pending as pending,
  days_overdue as days
from derived.sweep_quarters
order by county_id, kind, period desc
