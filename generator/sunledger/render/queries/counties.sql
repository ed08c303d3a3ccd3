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
  units.community_id is not null as listed,
  newest.month as notices
from meta.counties
left join open.communities as units on units.community_id = counties.county_id
left join (
  select months.county_id, max(months.month) as month
  from derived.county_months as months
  join meta.counties as kept on kept.county_id = months.county_id
  where months.month <= kept.last_month
    and months.month > strftime(cast(kept.last_month || '-01' as date) - to_months(kept.notice_months), '%Y-%m')
  group by months.county_id
) as newest on newest.county_id = counties.county_id
order by counties.county_id
