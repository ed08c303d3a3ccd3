-- title_zh: 演示数据有标明
-- title_en: Demonstration data is marked
-- severity: error
-- why_zh:   名称里写着“演示”的数据，如果档案没有标 demo = true，页面就不会提示，会被当成真账。
-- why_en:   Data named as a demonstration without demo = true in its profile would be shown without the notice and be
--           taken for real accounts.
-- message_zh: 县 {county_id} 的 {dataset} 名称里有“演示”，profile.toml 没有写 demo = true
-- message_en: A name in {dataset} of county {county_id} says it is a demonstration; its profile lacks demo = true
-- fix_zh:   演示数据在 profile.toml 写 demo = true；真实数据删掉演示的行。
-- fix_en:   Set demo = true in profile.toml for a demonstration; remove such rows from real accounts.
-- example_passes_zh: “郯演示县”的 profile.toml 写着 demo = true。
-- example_passes_en: The profile of “Tan Demo County” says demo = true.
-- example_fails_zh: “郯演示县”的 profile.toml 没有 demo。
-- example_fails_en: The profile of “Tan Demo County” has no demo.
-- excludes_zh: 名称里没有“演示”、英文名没有 demo 或 demonstration 的行。
-- excludes_en: Rows whose Chinese and English names say nothing of a demonstration.
-- tests:    communities
-- reads:    counties, communities, organisations, funds
with names as (
    select 'communities' as dataset, file, line, name, name_en from communities
    union all
    select 'organisations', file, line, name, name_en from organisations
    union all
    select 'funds', file, line, name, name_en from funds
)
select names.file, min(names.line) as line, 'name' as column_name, counties.county_id, dataset
from names
join counties on counties.county_id = split_part(names.file, '/', 2)
where not counties.demo
    and (contains(names.name, '演示') or regexp_matches(coalesce(names.name_en, ''), '(?i)\bdemo(nstration)?\b'))
group by names.file, counties.county_id, dataset
order by all
