select distinct parts.change_id as change, parts.community_id as unit, named(units.name, units.name_en) as name
from derived.data_change_parts as parts
join derived.data_changes as changes on changes.change_id = parts.change_id
join open.communities as units on units.community_id = parts.community_id
where changes.units <= $most
order by parts.change_id, parts.community_id
