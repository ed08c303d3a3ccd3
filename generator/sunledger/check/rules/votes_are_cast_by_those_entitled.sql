-- title_zh: 同意的不多于参与的
-- title_en: Votes are cast by those entitled
-- severity: error
-- why_zh:   同意的人数、面积不会多于参与表决的，参与的不会多于有权表决的；反过来就是填错了栏。
-- why_en:   Those in favour can't be more than those who took part, nor these more than those entitled, by heads or by
--           area; otherwise columns were mixed up.
-- message_zh: 事项 {matter_id} 的票数前后矛盾：同意 {cast_for}，参与 {cast_all}，有权 {entitled}
-- message_en: Matter {matter_id}: votes contradict each other: {cast_for} for, {cast_all} taking part, {entitled} entitled
-- fix_zh:   按表决记录改正。
-- fix_en:   Mend them from the record of the vote.
-- tests:    decisions
-- reads:    decisions
with counts as (
    select file, line, matter_id, 'heads_for' as column_name, heads_for as cast_for, heads_voting as cast_all,
        heads_eligible as entitled
    from decisions
    union all
    select file, line, matter_id, 'area_for', area_for, area_voting, area_eligible from decisions
)
select file, line, column_name, matter_id, coalesce(cast(cast_for as varchar), '…') as cast_for,
    coalesce(cast(cast_all as varchar), '…') as cast_all, coalesce(cast(entitled as varchar), '…') as entitled
from counts
where cast_for > cast_all or cast_all > entitled
order by all
