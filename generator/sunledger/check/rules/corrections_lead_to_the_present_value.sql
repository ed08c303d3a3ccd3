-- title_zh: 更正接得上现在的值
-- title_en: Corrections lead to the present value
-- severity: error
-- why_zh:   最后一次更正的新值应是现在的值，每次更正的原值应是上一次的新值；断了一环，就有人不声不响改过数。
-- why_en:   The last correction's new value is the present value, and each correction's old value the new value of the
--           one before; a broken chain means that a figure was changed without a word.
-- message_zh: 更正 {correction_id} 的 {column_name} 是 {said}，应是 {there}
-- message_en: Correction {correction_id}: {column_name} is {said}, where {there} belongs
-- fix_zh:   补登漏掉的更正，或改正写错的值。
-- fix_en:   Record the correction that is missing, or mend the wrong value.
-- example_passes_zh: r-4 的 gross 现在是 800.00，更正写 80.00 改为 800.00。
-- example_passes_en: The gross of r-4 is 800.00, and the correction says 80.00 became 800.00.
-- example_fails_zh: r-4 的 gross 现在是 900.00，最后一次更正写改为 800.00。
-- example_fails_en: The gross of r-4 is 900.00, and the last correction says it became 800.00.
-- excludes_zh: 不是数目的值、服务统计和户数不在提示里重复；找不到的格子由另一条规则看；没有更正记录的改动要和以前公布的数据比较才看得出。
-- excludes_en: Values that are no figures, service statistics and numbers of households are not repeated; cells that don't exist, which another rule names; changes without any correction, which only a comparison
--           with data published before can show.
-- tests:    corrections
-- reads:    corrections, corrected_cells
with linked as (
    select corrections.file, corrections.line, correction_id, amounts,
        amounts and corrections.dataset <> 'services' and named <> 'households' as sayable,
        corrections.dataset, corrections.row_key, named, corrected_on,
        coalesce(cast(case when amounts then try_cast(old_value as decimal(18, 4)) end as varchar), old_value, '') as old,
        coalesce(cast(case when amounts then try_cast(new_value as decimal(18, 4)) end as varchar), new_value, '') as new,
        coalesce(cast(case when amounts then try_cast(value as decimal(18, 4)) end as varchar), value, '') as present
    from corrections
    join corrected_cells on corrected_cells.dataset = corrections.dataset
        and corrected_cells.row_key = corrections.row_key and corrected_cells.named = corrections.column
    where wrong is null
),
chained as (
    select *, lag(new) over chain as before, lead(new) over chain as after
    from linked
    window chain as (partition by dataset, row_key, named order by corrected_on, len(correction_id), correction_id)
),
broken as (
    select file, line, 'old_value' as column_name, correction_id, sayable, old as said, before as there
    from chained
    where old <> before
    union all
    select file, line, 'new_value', correction_id, sayable, new, present
    from chained
    where after is null and new <> present
)
select file, line, column_name, correction_id,
    case when said = '' then '(空 blank)' when sayable and abs(try_cast(said as decimal(18, 4))) < 10000000000 then said
    else '“…”' end as said,
    case when there = '' then '(空 blank)' when sayable and abs(try_cast(there as decimal(18, 4))) < 10000000000 then there
    else '“…”' end as there
from broken
order by all
