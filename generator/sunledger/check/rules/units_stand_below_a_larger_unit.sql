-- title_zh: 单位在更大的单位之下
-- title_en: Units stand below a larger unit
-- severity: error
-- why_zh:   汇总顺着上级走。上级绕成圈、平级互挂或挂到别的县，单位的账就会漏加或加错地方。
-- why_en:   Totals follow the unit above. A circle, an equal above or a unit of another county above would lose
--           accounts or add them in the wrong place.
-- message_zh: {community_id}（{level:communities.level}）的上级 {parent_id}（{parent_level:communities.level}）不是本县更大的单位
-- message_en: {community_id} ({level:communities.level}) stands below {parent_id} ({parent_level:communities.level}), which is no larger unit of its county
-- fix_zh:   上级填本县的县、街道或社区，要比本单位高一级以上；县的上级空着。
-- fix_en:   Name a larger unit of the same county (county, subdistrict or community); leave it blank for a county.
-- example_passes_zh: 小区的上级是本县的社区。
-- example_passes_en: A compound's parent is a community of its county.
-- example_fails_zh: 甲小区的上级是乙小区，乙小区的上级又是甲小区。
-- example_fails_en: Compound A's parent is compound B, whose parent is compound A.
-- excludes_zh: 没有上级的单位；中间跳过一级的单位。
-- excludes_en: Units without a parent; units that skip a level.
-- tests:    communities
-- reads:    communities
with ranked as (
    select *, split_part(file, '/', 2) as county_id,
        case level when 'county' then 1 when 'subdistrict' then 2 when 'community' then 3 else 4 end as size_rank
    from communities
)
select ranked.file, ranked.line, 'parent_id' as column_name, ranked.community_id, ranked.level, ranked.parent_id,
    above.level as parent_level
from ranked
join ranked as above on above.community_id = ranked.parent_id
where above.size_rank >= ranked.size_rank or above.county_id <> ranked.county_id
order by all
