-- title_zh: 用房功能
-- title_en: Room functions
-- why_zh:   功能清单上的每一项有没有地方做、有几处。只数截至最后一月已经盘活、没有并掉或退出的用房；没有写功能方面的不数。
-- why_en:   Whether there is a place for each function of the list, and how many. Only rooms in use at the end of the last
--           month count, not those merged, given up or without an aspect.
-- grain:    unit, with those below it × aspect × function
-- reads:    space_months, spaces, lineage, counties
-- needs:    counties, lineage, space_months, spaces
with sums as (
    select lineage.ancestor_id as community_id, spaces.aspect, coalesce(spaces.function, '—') as function,
        count(*) as spaces, sum(space_months.area_m2) as area_m2
    from space_months
    join spaces using (space_id)
    join lineage on lineage.community_id = space_months.community_id
    join counties on counties.county_id = lineage.county_id and counties.last_month = space_months.month
    where space_months.is_activated and spaces.aspect is not null
    group by all
)
select community_id, aspect, function, spaces, area_m2,
    count(*) filter (where function <> '—') over whole as aspect_functions,
    cast(sum(spaces) over whole as bigint) as aspect_spaces,
    sum(area_m2) over whole as aspect_area_m2
from sums
window whole as (partition by community_id, aspect)
order by community_id, aspect, function
