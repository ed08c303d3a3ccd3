-- title_zh: 分配比例合计是 100
-- title_en: Schemes divide the whole
-- severity: error
-- why_zh:   任何一天，一个方案有效的各分项比例合计必须正好是 100，多一分少一分都分不平。
-- why_en:   On every day the buckets in force must add up to exactly 100, or money is left over or made up.
-- message_zh: 方案 {scheme_id} 从 {day} 起各分项合计 {total}，不是 100
-- message_en: From {day} the buckets of scheme {scheme_id} add up to {total}, not 100
-- fix_zh:   改正比例，或改正各分项的生效、失效日期，使它们首尾相接。
-- fix_en:   Mend the percentages, or make the dates of the buckets follow on without gap or overlap.
-- example_passes_zh: 50、30、10、10，合计 100。
-- example_passes_en: 50, 30, 10 and 10 make 100.
-- example_fails_zh: 50、30、10、9，合计 99。
-- example_fails_en: 50, 30, 10 and 9 make 99.
-- excludes_zh: 最后一个分项失效以后的日子。
-- excludes_en: Days after the last bucket has ended.
-- tests:    schemes
-- reads:    schemes
with days as (
    select scheme_id, valid_from as day from schemes
    union
    select scheme_id, valid_to + 1 from schemes where valid_to is not null
),
places as (
    select scheme_id, arg_max(file, (valid_from, line)) as file, arg_max(line, (valid_from, line)) as line
    from schemes
    group by scheme_id
),
totals as (
    select days.scheme_id, days.day, coalesce(sum(schemes.percent), 0) as total,
        arg_min(schemes.file, (schemes.position, schemes.line)) as file,
        arg_min(schemes.line, (schemes.position, schemes.line)) as line
    from days
    left join schemes on schemes.scheme_id = days.scheme_id and schemes.valid_from <= days.day
        and (schemes.valid_to is null or schemes.valid_to >= days.day)
    group by days.scheme_id, days.day
),
last_days as (
    select scheme_id, max(coalesce(valid_to, date '9999-12-31')) as last_day from schemes group by scheme_id
)
select coalesce(totals.file, places.file) as file, coalesce(totals.line, places.line) as line, 'percent' as column_name,
    scheme_id, day, rtrim(rtrim(cast(total as varchar), '0'), '.') as total
from totals
join places using (scheme_id)
join last_days using (scheme_id)
where total <> 100 and day <= last_day
order by all
