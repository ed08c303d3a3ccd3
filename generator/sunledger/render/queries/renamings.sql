select
  renamings.community_id as unit,
  left(day(renamings.renamed_on), 7) as month,
  spoken(renamings.former_name) as former_name,
  renamings.former_name <> lead(renamings.former_name, 1, units.name)
    over (partition by renamings.community_id order by renamings.renamed_on) as renamed,
  renamings.former_id as former_id,
  spoken(renamings.authority) as authority
from open.renamings
join open.communities as units on units.community_id = renamings.community_id
where renamings.community_id in (from these_units)
order by renamings.community_id, renamings.renamed_on desc
