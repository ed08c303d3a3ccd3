-- title_zh: 公开数字核对
-- title_en: Claim checks
-- why_zh:   “超过”须大于公布的数，“不低于”须不小于，“正好”须相等，“大约”须在容差以内。没有对照指标的说明为什么不能对照。
-- why_en:   “Over” needs more than the figure, “at least” no less, “exactly” the same, “about” within the tolerance.
--           A claim without a measure can't be compared, and its scope says why.
-- grain:    claim
-- reads:    claims, measures
-- needs:    claims
select claims.claim_id, measures.value as computed,
    case
        when measures.value is null then 'not_comparable'
        when claims.qualifier = 'over' and measures.value > claims.value then 'holds'
        when claims.qualifier = 'at_least' and measures.value >= claims.value then 'holds'
        when claims.qualifier = 'exact' and measures.value = claims.value then 'holds'
        when claims.qualifier = 'about' and abs(measures.value - claims.value) <= coalesce(claims.tolerance, 0) then 'holds'
        else 'differs'
    end as verdict
from claims
left join measures on measures.community_id = claims.community_id and measures.measure = claims.measure
order by claims.claim_id
