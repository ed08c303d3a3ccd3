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
-- reads:    claims, claim_checks
select claims.file, claims.line, 'measure' as column_name, claim_id, measure, community_id
from claims
join claim_checks using (claim_id)
where measure is not null and computed is null
order by all
