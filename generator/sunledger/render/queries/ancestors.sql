select lineage.community_id as unit, above.community_id as above, named(above.name, above.name_en) as name
from derived.lineage
join open.communities as above on above.community_id = lineage.ancestor_id
where lineage.community_id in (from these_units) and lineage.distance > 0
order by lineage.community_id, lineage.distance desc
