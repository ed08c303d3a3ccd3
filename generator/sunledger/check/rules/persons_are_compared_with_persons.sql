-- title_zh: 人数只与人数对照
-- title_en: Persons are compared with persons
-- severity: error
-- why_zh:   一个人可以来很多次：把人次当成人数来对照，数字会大好几倍。
-- why_en:   One person may come many times: visits taken for persons make a figure several times too large.
-- message_zh: 公开数字 {claim_id} 的单位是“{claim_unit}”，对照的指标 {measure} 单位是“{measure_unit}”
-- message_en: Claim {claim_id} counts {claim_unit}; its measure {measure} counts {measure_unit}
-- fix_zh:   按报道的原意改正单位；口径确实不同的，measure 留空并在 scope 说明。
-- fix_en:   Mend the unit to what the source says; if the two differ, leave measure blank and say so in scope.
-- example_passes_zh: “9 万人次”对照单位是“人次”的指标。
-- example_passes_en: A claim of 90,000 visits beside an indicator that counts visits.
-- example_fails_zh: “9 万人”对照单位是“人次”的指标。
-- example_fails_en: A claim of 90,000 persons beside an indicator that counts visits.
-- excludes_zh: 两边都不是人或户的，例如“个”与“条”、“次”与“场”。
-- excludes_en: Units of which neither is persons or households, such as items and cases.
-- tests:    claims
-- reads:    claims, indicators
select claims.file, claims.line, 'unit' as column_name, claim_id, claims.unit as claim_unit, measure,
    indicators.unit as measure_unit
from claims
join indicators on indicators.indicator_id = claims.measure
where claims.unit <> indicators.unit and (claims.unit in ('人', '户') or indicators.unit in ('人', '户'))
order by all
