with paths as (
  select community_id, county_id, string_agg(ancestor_id, '/' order by distance desc) as path
  from derived.lineage
  group by community_id, county_id
),
kept as (
  select paths.county_id, months.month, paths.path, months.community_id, count(*) as sheets
  from derived.fund_months as months
  join paths using (community_id)
  join meta.counties on counties.county_id = paths.county_id
  where ($county = '' or counties.county_id = $county)
    and months.month <= counties.last_month
    and months.month > strftime(cast(counties.last_month || '-01' as date) - to_months(counties.notice_months), '%Y-%m')
  group by all
),
units as (
  select county_id, path, community_id, max(sheets) as sheets
  from kept
  group by all
),
parts as (
  select
    community_id,
    cast((sum(sheets) over (partition by county_id order by path) - sheets) // $sheets as integer) as part
  from units
),
files as (
  select
    kept.county_id,
    kept.month,
    parts.part,
    sum(kept.sheets) as sheets,
    count(*) as units,
    string_agg(kept.community_id, ' ' order by kept.path) as ids
  from kept
  join parts using (community_id)
  group by all
)
select
  county_id as county,
  part,
  month,
  row_number() over (partition by county_id, month order by part) as number,
  count(*) over (partition by county_id, month) as parts,
  count_text(sheets) as sheets,
  count_text(units) as units,
  ids
from files
order by county_id, part, month
