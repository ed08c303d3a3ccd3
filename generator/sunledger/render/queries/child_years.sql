select
  units.parent_id as unit,
  units.community_id as child,
  named(units.name, units.name_en) as name,
  years.kind as kind,
  case when exists (select 1 from open.communities as below where below.parent_id = units.community_id)
    then 'all' else 'own' end as scope,
  count_text(years.funds) as funds,
  yuan(years.gross) as gross,
  yuan(years.cost) as cost,
  yuan(years.disbursed) as disbursed,
  yuan(years.closing) as closing,
  years.due as due,
  years.on_time as on_time
from open.communities as units
join derived.lineage on lineage.community_id = units.community_id and lineage.distance = 0
join meta.counties on counties.county_id = lineage.county_id
join derived.community_years as years
  on years.community_id = units.community_id and years.scope = 'all'
  and years.year = cast(left(counties.last_month, 4) as integer)
where units.parent_id in (from these_units) and years.funds > 0
order by units.parent_id, years.kind, units.community_id
