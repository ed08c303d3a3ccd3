select
  change_id as change,
  day(changed_on) as changed_on,
  changes.units as units,
  changes.months as months,
  changes.first_month as first_month,
  changes.last_month as last_month,
  count_text(changes.rows_added) as added,
  count_text(changes.rows_removed) as removed,
  count_text(changes.rows_changed) as changed,
  changes.rows_added + changes.rows_removed + changes.rows_changed > 0 as rows_differ,
  changes.unreadable_files as unreadable
from derived.data_changes as changes
order by changes.position
