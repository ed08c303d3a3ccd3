select
  counties.county_id as county,
  named(counties.name, counties.name_en) as name,
  titled(counties.name, counties.name_en) as title,
  counties.demo as demo,
  day(counties.as_of) as as_of,
  counties.last_month as last_month,
  left(counties.last_month, 4) as last_year,
  counties.notice_months as notice_months,
  count_text(counties.disclosure_threshold) as threshold,
  units.community_id is not null as listed
from meta.counties
left join open.communities as units on units.community_id = counties.county_id
order by counties.county_id
