-- title_zh: 限定的捐赠写明用途
-- title_en: Restricted gifts name their use
-- severity: error
-- why_zh:   限定的捐赠不写用途，就没法核对用得对不对；非限定的写了用途，就不是非限定。
-- why_en:   A restricted gift without a use can't be held to it; an unrestricted one with a use is not unrestricted.
-- message_zh: 收入 {entry_id} 写的是 {restriction:gift_terms.restriction}，约定用途是 {purpose:disbursements.purpose}
-- message_en: Entry {entry_id} is {restriction:gift_terms.restriction}, and its use is {purpose:disbursements.purpose}
-- fix_zh:   照捐赠协议填写限定和用途。
-- fix_en:   Fill in restriction and use by the agreement.
-- example_passes_zh: restricted，用途 micro_renovation。
-- example_passes_en: restricted, for micro_renovation.
-- example_fails_zh: restricted，用途空着。
-- example_fails_en: restricted, with a blank use.
-- excludes_zh: 实际用在了哪里，由“限定的捐赠留着”看。
-- excludes_en: What it was spent on, which another rule looks at.
-- tests:    gift_terms
-- reads:    gift_terms
select file, line, 'purpose' as column_name, entry_id, restriction, coalesce(purpose, '(空 blank)') as purpose
from gift_terms
where (restriction = 'restricted') <> (purpose is not null)
order by all
