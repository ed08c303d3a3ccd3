select community_id as unit, markdown
from meta.abouts
where community_id in (from these_units)
order by community_id
