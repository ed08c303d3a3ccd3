-- title_zh: 上下级
-- title_en: Lineage
-- why_zh:   每个单位属于哪些上级，汇总都按它走；县是文件所在的目录。
-- why_en:   Which units stand above each unit; every roll-up follows it. The county is the folder of the file.
-- grain:    unit × unit above it, itself included
-- reads:    communities
-- needs:    communities
with recursive climb as (
    select community_id, community_id as ancestor_id, 0 as distance, parent_id, split_part(file, '/', 2) as county_id
    from communities
    union all
    select climb.community_id, above.community_id, climb.distance + 1, above.parent_id, climb.county_id
    from climb
    join communities as above on above.community_id = climb.parent_id
    where climb.distance < 6 and above.community_id <> climb.community_id
)
select community_id, ancestor_id, min(distance) as distance, county_id
from climb
group by community_id, ancestor_id, county_id
order by community_id, distance
