select
  flags.community_id as unit,
  flags.flag as flag,
  said_red_flags_flag(flags.flag) as label,
  named(units.name, units.name_en) as name,
  coalesce(named(funds.name, funds.name_en), '') as fund_name,
  coalesce(flags.fund_id, '') as fund,
  flags.dataset as dataset,
  h(flags.row_key) as row_key,
  flags.occurrences as occurrences,
  yuan(flags.amount) as amount,
  day(flags.from_date) as from_date,
  day(flags.to_date) as to_date,
  month_of(flags.from_date) as month,
  flags.county_id as county
from derived.red_flags as flags
join open.communities as units on units.community_id = flags.community_id
left join open.funds on funds.fund_id = flags.fund_id
where $everywhere or flags.community_id in (from these_units)
order by flags.community_id, flags.flag, flags.from_date desc, flags.row_key
