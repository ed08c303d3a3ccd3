-- title_zh: 实物写明估值依据
-- title_en: Gifts in kind say how they were valued
-- severity: error
-- why_zh:   实物没有银行流水可对，价值全凭估；备注不写依据（发票、市场价、评估），这个数谁也核对不了。
-- why_en:   No bank statement proves a gift in kind; without its basis (invoice, market price, appraisal) in the note
--           nobody can check the value.
-- message_zh: 实物收入 {entry_id} 记 {gross}，备注没有写明估值依据
-- message_en: Gift in kind {entry_id} stands at {gross} and its note names no basis of the value
-- fix_zh:   在 note 写明依据，例如“按购货发票估值”“按市场价估值”“经评估”。
-- fix_en:   Name it in note: by invoice, at market price, by appraisal.
-- example_passes_zh: note 写“按发票作价”。
-- example_passes_en: The note says the value is that of the invoice.
-- example_fails_zh: note 空着，gross 写 3000.00。
-- example_fails_en: A blank note beside a gross of 3000.00.
-- excludes_zh: 作价是否公道。
-- excludes_en: Whether the value is fair.
-- tests:    revenue
-- reads:    revenue
select file, line, 'note' as column_name, entry_id, gross
from revenue
where basis = 'in_kind' and gross <> 0
    and not regexp_matches(lower(coalesce(note, '')), '估值|估价|作价|评估|发票|市场价|市价|成本价|invoice|apprais|valued|valuation|market price')
order by all
