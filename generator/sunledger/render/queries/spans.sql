select places.ancestor_id as unit, min(months.month) as first, max(months.month) as last
from derived.fund_months as months
join derived.lineage as places on places.community_id = months.community_id
where places.ancestor_id in (from these_units)
group by places.ancestor_id
union all
select '' as unit, min(month) as first, max(month) as last
from derived.fund_months
where not exists (from these_units)
having count(*) > 0
order by unit
