-- title_zh: 零申报是零
-- title_en: Nil returns are zero
-- severity: error
-- why_zh:   零申报说的是“这个月没有收入”；带着金额，要么不是零申报，要么金额记错了。
-- why_en:   A nil return says that nothing came in; with an amount it is either no nil return or the amount is wrong.
-- message_zh: 零申报 {entry_id} 写了收入 {gross}、成本 {cost}
-- message_en: Nil return {entry_id} has gross {gross} and cost {cost}
-- fix_zh:   收入和成本都写 0；真有收入就改收入性质。
-- fix_en:   Write 0 for both, or mend the basis if money did come in.
-- example_passes_zh: 零申报的 gross 和 cost 都是 0。
-- example_passes_en: A nil return has a gross and a cost of 0.
-- example_fails_zh: 零申报的 gross 是 5.00。
-- example_fails_en: A nil return has a gross of 5.00.
-- excludes_zh: 零申报以外的收入。
-- excludes_en: Revenue other than nil returns.
-- tests:    revenue
-- reads:    revenue
select file, line, 'gross' as column_name, entry_id, gross, cost
from revenue
where basis = 'nil' and (gross <> 0 or cost <> 0)
order by all
