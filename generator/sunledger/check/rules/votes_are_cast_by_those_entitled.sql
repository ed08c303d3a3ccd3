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
-- example_passes_zh: 应到 300，参与 210，同意 160。
-- example_passes_en: 300 eligible, 210 voting, 160 for.
-- example_fails_zh: 参与 210，同意 240。
-- example_fails_en: 210 voting, 240 for.
-- excludes_zh: 表决票本身的真伪。
-- excludes_en: Whether the ballots are genuine.
-- tests:    decisions
-- reads:    decisions
with counts as (
    select file, line, matter_id, 'heads_for' as column_name, cast(heads_for as varchar) as cast_for,
        cast(heads_voting as varchar) as cast_all, cast(heads_eligible as varchar) as entitled
    from decisions
    where heads_for > heads_voting or heads_voting > heads_eligible
    union all
    select file, line, matter_id, 'area_for', cast(area_for as varchar), cast(area_voting as varchar),
        cast(area_eligible as varchar)
    from decisions
    where area_for > area_voting or area_voting > area_eligible
)
select file, line, column_name, matter_id, coalesce(cast_for, '…') as cast_for, coalesce(cast_all, '…') as cast_all,
    coalesce(entitled, '…') as entitled
from counts
order by all
