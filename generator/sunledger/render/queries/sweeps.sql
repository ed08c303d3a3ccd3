select
  dues.fund_id as fund,
  dues.community_id as unit,
  named(units.name, units.name_en) as name,
  named(funds.name, funds.name_en) as fund_name,
  dues.period as period,
  day(dues.due_on) as due_on,
  yuan(dues.due) as due,
  yuan(dues.swept) as swept,
  yuan(dues.remaining) as remaining,
  coalesce(day(dues.settled_on), '') as settled_on,
  dues.status as status,
  said_sweep_dues_status(dues.status) as status_label,
  dues.days_overdue as days
from derived.sweep_dues as dues
join open.funds on funds.fund_id = dues.fund_id
join open.communities as units on units.community_id = dues.community_id
where dues.county_id = $county or dues.community_id in (from these_units)
order by dues.community_id, dues.fund_id, dues.period desc
