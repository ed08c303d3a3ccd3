-- title_zh: 旧编号只指向一个单位
-- title_en: Former ids lead to one unit
-- severity: error
-- why_zh:   旧编号的网址要转到新网址；旧编号又给别的单位用，或者登记了两次，就不知道该转到哪里。
-- why_en:   Addresses under a former id lead to the new ones; if another unit uses that id, or it is given twice, they can't.
-- message_zh: 旧编号 {former_id} 指向 {units}
-- message_en: Former id {former_id} leads to {units}
-- fix_zh:   旧编号不要再给别的单位；写错了就改正 former_id。
-- fix_en:   Give a former id to no other unit; mend former_id if it is wrong.
-- example_passes_zh: 甲小区原编号 lan-c02-a，现在没有单位用它。
-- example_passes_en: Compound A was lan-c02-a; no unit has that id now.
-- example_fails_zh: 甲小区原编号 lan-c01-b，那是乙小区现在的编号。
-- example_fails_en: Compound A was lan-c01-b, which is compound B's present id.
-- excludes_zh: 只换名称的；写明承接单位的撤并单位，它的编号不再变。
-- excludes_en: Renamings without a former id; retired units, which keep their id and name a successor.
-- tests:    renamings
-- reads:    renamings, communities
with led as (
    select former_id, community_id from renamings
    union all
    select community_id, community_id from communities
),
wrong as (
    select former_id, string_agg(community_id, ', ' order by community_id) as units
    from led
    group by former_id
    having count(*) > 1
)
select renamings.file, renamings.line, 'former_id' as column_name, former_id, wrong.units
from renamings
join wrong using (former_id)
order by all
