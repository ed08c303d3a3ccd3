-- title_zh: 同一指标的公开数字口径相同
-- title_en: Claims of one measure share a date
-- severity: notice
-- why_zh:   口径不同的两个数不能相减当作增长：日期、范围可能都变了。两个数都保留，各写各的日期。
-- why_en:   Two figures of different dates can't be subtracted and called growth; their scope may have changed as well.
--           Both are kept, each with its date.
-- message_zh: 口径不同：{claim_id}（截至 {as_of}）与 {other}（截至 {other_as_of}）都对照 {measure}
-- message_en: Different dates: {claim_id} (as of {as_of}) and {other} (as of {other_as_of}) are both compared with {measure}
-- fix_zh:   较早的一个不填对照指标，在 scope 里写明是快照；不要覆盖旧数。
-- fix_en:   Leave the older one without a measure and call it a snapshot in its scope; never overwrite it.
-- example_passes_zh: 452 处（截至 2025-07-14）有对照指标，441 处作为旧快照没有。
-- example_passes_en: 452 rooms as of 2025-07-14 have a measure; the older 441 are a snapshot without one.
-- example_fails_zh: 452 处（截至 2025-07-14）和 441 处（截至 2024-06-30）对照同一个指标。
-- example_fails_en: 452 rooms as of 2025-07-14 and 441 as of 2024-06-30 are compared with one measure.
-- excludes_zh: 没有写截至日期的公开数字；没有对照指标的公开数字。
-- excludes_en: Claims without a date; claims without a measure.
-- tests:    claims
-- reads:    claims
with dated as (
    select file, line, claim_id, measure, as_of, first_value(claim_id) over latest as other, first_value(as_of) over latest as other_as_of
    from claims
    where measure is not null
    window latest as (partition by community_id, measure order by as_of desc nulls last, claim_id)
)
select file, line, 'as_of' as column_name, claim_id, measure, as_of, other, other_as_of
from dated
where as_of <> other_as_of
order by all
