with newest as (
  select fund_id, max(month) as month from derived.timeliness where status <> 'pending' group by fund_id
)
select
  timeliness.county_id as county,
  timeliness.community_id as unit,
  named(units.name, units.name_en) as name,
  timeliness.fund_id as fund,
  named(funds.name, funds.name_en) as fund_name,
  timeliness.month as month,
  timeliness.status as status,
  said_timeliness_status(timeliness.status) as status_label,
  day(timeliness.due_on) as due_on,
  coalesce(timeliness.days_late, 0) as days_late
from derived.timeliness
join newest on newest.fund_id = timeliness.fund_id and newest.month = timeliness.month
join open.funds on funds.fund_id = timeliness.fund_id
join open.communities as units on units.community_id = timeliness.community_id
where timeliness.status in ('late', 'missing')
order by timeliness.county_id, timeliness.days_late desc, timeliness.community_id, timeliness.fund_id
