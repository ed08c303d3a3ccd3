with missed as (
  select audit_id, unnest(string_split(missed, ', ')) as fund_id
  from derived.audit_reach
  where scope = 'all' and funds_missed > 0
)
select
  missed.audit_id as audit,
  funds.community_id as unit,
  named(units.name, units.name_en) as name,
  funds.fund_id as fund,
  named(funds.name, funds.name_en) as fund_name
from missed
join open.funds on funds.fund_id = missed.fund_id
join open.communities as units on units.community_id = funds.community_id
order by missed.audit_id, funds.fund_id
