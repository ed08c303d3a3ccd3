-- title_zh: 上级在上面
-- title_en: Units stand below higher units
-- severity: error
-- why_zh:   县、街道、社区、小区逐级往上，汇总才不会漏算、重算或绕圈。
-- why_en:   County, subdistrict, community, compound: only if each parent stands above are totals complete, single and
--           free of circles.
-- message_zh: {community_id} 是 {level}，上级 {parent_id} 是 {parent_level}，不在它上面
-- message_en: {community_id} is a {level}; its parent {parent_id} is a {parent_level}, which does not stand above
-- fix_zh:   改正上级编号或层级。
-- fix_en:   Mend the parent or the level.
-- example_passes_zh: 小区的上级是社区。
-- example_passes_en: A compound's parent is a community.
-- example_fails_zh: 甲小区的上级是乙小区，乙小区的上级又是甲小区。
-- example_fails_en: Compound A's parent is compound B, whose parent is compound A.
-- excludes_zh: 没有上级的单位；中间跳过一级的单位。
-- excludes_en: Units without a parent; units that skip a level.
-- tests:    communities
-- reads:    communities
select communities.file, communities.line, 'parent_id' as column_name, communities.community_id, communities.level,
    communities.parent_id, above.level as parent_level
from communities
join communities as above on above.community_id = communities.parent_id
where list_position(['county', 'subdistrict', 'community', 'compound'], above.level)
    >= list_position(['county', 'subdistrict', 'community', 'compound'], communities.level)
order by all
