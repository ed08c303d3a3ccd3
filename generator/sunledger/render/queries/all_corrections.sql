select
  corrections.correction_id as correction,
  day(corrections.corrected_on) as corrected_on,
  h(corrections.dataset) as dataset,
  h(corrections.row_key) as row_key,
  h(corrections.column) as column_name,
  coalesce(spoken(corrections.old_value), '') as old_value,
  coalesce(spoken(corrections.new_value), '') as new_value,
  spoken(corrections.reason) as reason,
  spoken(corrections.decided_by) as decided_by,
  coalesce(places.community_id, '') as unit,
  coalesce(named(places.name, places.name_en), '') as unit_name,
  h(corrections.file) as file,
  corrections.line as line
from open.corrections
left join open.communities as places
  on places.community_id = case when len(string_split(corrections.file, '/')) > 3
    then string_split(corrections.file, '/')[3] else string_split(corrections.file, '/')[2] end
order by corrections.corrected_on desc, corrections.correction_id
