select places.ancestor_id as unit, min(months.month) as first, max(months.month) as last
from derived.fund_months as months
join derived.lineage as places on places.community_id = months.community_id
where places.ancestor_id in (select unnest($units))
group by places.ancestor_id
union all
select '' as unit, min(month) as first, max(month) as last
from derived.fund_months
where len($units) = 0
having count(*) > 0
order by unit
