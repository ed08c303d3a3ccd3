-- title_zh: 百分比的分子分母单位相同
-- title_en: Percentages divide like by like
-- severity: error
-- why_zh:   人次除以人数不是百分比：一个人可以来很多次。百分比的两头必须数的是同一种东西。
-- why_en:   Visits over persons is no percentage, since one person may come often. Both parts of a percentage count one
--           kind of thing.
-- message_zh: {indicator_id} 是百分比，分子单位“{part_unit}”，分母单位“{whole_unit}”
-- message_en: {indicator_id} is a percentage of {part_unit} over {whole_unit}
-- fix_zh:   换成单位相同的两个指标；确实要算人均，把比率的单位改成例如“次/人”。
-- fix_en:   Take two indicators of one unit; for a mean per person give the ratio a unit that says so.
-- example_passes_zh: 办结件数 / 收到件数，单位都是“件”。
-- example_passes_en: Cases solved over cases received.
-- example_fails_zh: 服务人次 / 居民人数，单位是“%”。
-- example_fails_en: Visits over residents, given in per cent.
-- excludes_zh: 单位不是百分比的比率，例如每人次数。
-- excludes_en: Ratios whose unit is not per cent, such as visits per person.
-- tests:    indicators
-- reads:    indicators
select ratios.file, ratios.line, 'unit' as column_name, ratios.indicator_id, parts.unit as part_unit, wholes.unit as whole_unit
from indicators as ratios
join indicators as parts on parts.indicator_id = ratios.numerator_id
join indicators as wholes on wholes.indicator_id = ratios.denominator_id
where ratios.kind = 'ratio' and ratios.unit in ('%', '％') and parts.unit <> wholes.unit
order by all
