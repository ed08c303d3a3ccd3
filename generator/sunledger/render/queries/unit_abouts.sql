select community_id as unit, markdown
from meta.abouts
where community_id in (select unnest($units))
order by community_id
