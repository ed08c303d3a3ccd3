select community_id as unit, month as month, digest as digest
from derived.notice_digests
where community_id in (from these_units)
order by community_id, month
