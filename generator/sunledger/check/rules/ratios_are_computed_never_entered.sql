-- title_zh: 比率只计算不填报
-- title_en: Ratios are computed, never entered
-- severity: error
-- why_zh:   比率由分子分母算出；直接填的比率没法汇总，也没法核对。
-- why_en:   A ratio follows from its parts; one that was entered can be neither added up nor checked.
-- message_zh: {indicator_id} 是比率，{community_id} {month} 却直接填了数
-- message_en: {indicator_id} is a ratio, yet {community_id} entered a value for {month}
-- fix_zh:   删掉这一行，改填分子和分母。
-- fix_en:   Remove the row and enter the two counts it is made of.
-- example_passes_zh: 填满意问卷 98 份、问卷 100 份，满意度由程序算。
-- example_passes_en: Entered are 98 satisfied of 100 asked; the share is computed.
-- example_fails_zh: 满意度直接填 98。
-- example_fails_en: The share itself is entered as 98.
-- excludes_zh: 无。
-- excludes_en: None.
-- tests:    services
-- reads:    services, indicators
select services.file, services.line, 'indicator_id' as column_name, indicator_id, community_id, month
from services
join indicators using (indicator_id)
where kind = 'ratio'
order by all
