-- title_zh: 公开数字对照的指标存在
-- title_en: Claims name a known measure
-- severity: warning
-- why_zh:   写错指标名的公开数字会被当作“不能对照”，悄悄躲过核对。
-- why_en:   A claim with a misspelt measure would pass as not comparable and escape its comparison.
-- message_zh: 公开数字 {claim_id} 对照的指标 {measure} 在 {community_id} 算不出来
-- message_en: Claim {claim_id} names measure {measure}, which {community_id} does not have
-- fix_zh:   改正指标名；不能对照的留空，并在 scope 里说明原因。
-- fix_en:   Mend the name; leave it blank if nothing can be compared, and say why in scope.
-- example_passes_zh: measure 写 compounds，本县有小区数这个指标。
-- example_passes_en: measure is compounds, which the county has.
-- example_fails_zh: measure 写 compound，少一个 s，算不出来。
-- example_fails_en: measure is compound, without its s, which nothing computes.
-- excludes_zh: 没有写对照指标的公开数字。
-- excludes_en: Claims without a measure.
-- tests:    claims
-- reads:    claims, claim_checks, indicators, services, disbursements, funds, lineage
with counts as (
    select lineage.ancestor_id as community_id, services.indicator_id as measure
    from services
    join indicators using (indicator_id)
    join lineage on lineage.community_id = services.community_id
    where indicators.aggregate = 'sum'
    union
    select lineage.ancestor_id, 'in-kind-households'
    from disbursements
    join funds using (fund_id)
    join lineage on lineage.community_id = funds.community_id
    where disbursements.in_kind and disbursements.households is not null
    union
    select lineage.ancestor_id, 'relief-households'
    from disbursements
    join funds using (fund_id)
    join lineage on lineage.community_id = funds.community_id
    where disbursements.purpose = 'relief' and disbursements.households is not null
),
known as (
    select community_id, measure from counts
    union
    select parts.community_id, ratios.indicator_id
    from indicators as ratios
    join counts as parts on parts.measure = ratios.numerator_id
    join counts as wholes on wholes.measure = ratios.denominator_id and wholes.community_id = parts.community_id
)
select claims.file, claims.line, 'measure' as column_name, claim_id, measure, community_id
from claims
join claim_checks using (claim_id)
where measure is not null and computed is null
    and (community_id, measure) not in (select (community_id, measure) from known)
order by all
