select
  timeliness.fund_id as fund,
  timeliness.community_id as unit,
  named(units.name, units.name_en) as name,
  named(funds.name, funds.name_en) as fund_name,
  said_funds_kind(funds.kind) as kind_label,
  timeliness.month as month,
  timeliness.status as status,
  said_timeliness_status(timeliness.status) as status_label,
  timeliness.days_late as days_late
from derived.timeliness
join open.funds on funds.fund_id = timeliness.fund_id
join open.communities as units on units.community_id = timeliness.community_id
where timeliness.county_id = $county and timeliness.month > $after
order by timeliness.community_id, timeliness.fund_id, timeliness.month
