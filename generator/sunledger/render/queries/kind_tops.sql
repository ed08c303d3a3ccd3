select
  years.kind as kind,
  years.community_id as unit,
  named(units.name, units.name_en) as name,
  years.funds > coalesce(own.funds, 0) as below
from derived.community_years as years
join open.communities as units on units.community_id = years.community_id and units.parent_id is null
left join derived.community_years as own
  on own.community_id = years.community_id and own.kind = years.kind and own.year = years.year
  and own.scope = 'own'
where years.scope = 'all' and years.funds > 0
  and years.year = (
    select max(newest.year) from derived.community_years as newest
    where newest.community_id = years.community_id and newest.kind = years.kind
  )
order by years.kind, years.community_id
