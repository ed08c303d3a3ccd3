-- title_zh: 计数是整数
-- title_en: Counts are whole numbers
-- severity: error
-- why_zh:   人、户、件、次不会有半个；出现小数，多半是把比例或平均数填进了计数。
-- why_en:   There is no half person, household or case; a decimal is mostly a share or a mean entered as a count.
-- message_zh: {community_id} {month} 的 {indicator_id} 是 {found}，单位“{unit}”应是整数
-- message_en: {community_id} {month}: {indicator_id} is {found}; counted in {unit} it is a whole number
-- fix_zh:   填原始的个数；比例由程序计算，不要填。
-- fix_en:   Enter the count itself; shares are computed, never entered.
-- example_passes_zh: 助餐人次填 120。
-- example_passes_en: Meals served: 120.
-- example_fails_zh: 助餐人次填 120.5。
-- example_fails_en: Meals served: 120.5.
-- excludes_zh: 按小时、平方米、公斤等量出来的指标；数人数户的不在提示里写出数来。
-- excludes_en: What is measured and not counted: hours, square metres, kilograms; counts of people are not repeated in the message.
-- tests:    services
-- reads:    services, indicators, indicator_families
select services.file, services.line, 'value' as column_name, community_id, month, indicator_id,
    case when guarded then '…' else rtrim(cast(value as varchar), '0') end as found, unit
from services
join indicators using (indicator_id)
join indicator_families using (indicator_id)
where value <> floor(value)
    and (indicator_families.counts_people or regexp_matches(unit, '^[人名户件条份次场个家处项种期张](次|数)?$'))
order by all
