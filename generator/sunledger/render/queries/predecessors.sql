select
  units.successor_id as unit,
  units.community_id as former,
  named(units.name, units.name_en) as name,
  day(units.retired_on) as retired_on
from open.communities as units
where units.successor_id in (from these_units)
order by units.successor_id, units.retired_on, units.community_id
