-- title_zh: 面积合理
-- title_en: Areas are plausible
-- severity: error
-- why_zh:   一处用房的面积大于 0，不超过 10,000 平方米；更大的多半是小数点错位或单位写错。
-- why_en:   A room's area is above 0 and at most 10,000 m²; more is nearly always a slipped point or a wrong unit.
-- message_zh: 用房 {space_id} 的面积是 {area_m2} 平方米
-- message_en: Space {space_id} has an area of {area_m2} m²
-- fix_zh:   按产权证或测量报告改正。
-- fix_en:   Mend it from the deed or the survey.
-- example_passes_zh: 用房面积 85.50。
-- example_passes_en: A room of 85.50 m².
-- example_fails_zh: 面积 85500（把平方分米当成平方米）。
-- example_fails_en: A room of 85500 m², square decimetres taken for metres.
-- excludes_zh: 面积写得是否与产权证一致。
-- excludes_en: Whether the area is that of the title deed.
-- tests:    spaces
-- reads:    spaces, space_events
with areas as (
    select file, line, space_id, area_m2 from spaces
    union all
    select file, line, space_id, area_m2 from space_events
)
select file, line, 'area_m2' as column_name, space_id, area_m2
from areas
where area_m2 <= 0 or area_m2 > 10000
order by all
