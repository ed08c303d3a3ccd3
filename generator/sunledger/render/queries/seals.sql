select
  counties.county_id as county,
  named(counties.name, counties.name_en) as name,
  seals.last_month as last_month,
  h(seals.county_id || ':' || seals.size || ':' || seals.root) as head,
  h(seals.county_id || ':' || seals.size || ':' || left(seals.root, 16)) as short
from meta.seals
join meta.counties using (county_id)
order by counties.county_id
