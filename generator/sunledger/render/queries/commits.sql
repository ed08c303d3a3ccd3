with found as (
  select distinct change_id, revision, changed_on from meta.line_commits where change_id is not null
)
select
  found.change_id as commit,
  found.revision as revision,
  day(found.changed_on) as day,
  past_changes.change_id is not null as listed
from found
left join meta.past_changes using (change_id)
order by found.changed_on desc, found.change_id
