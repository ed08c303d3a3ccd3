-- title_zh: 不能对照的公开数字说明原因
-- title_en: Claims without a measure say why
-- severity: warning
-- why_zh:   不能对照又不说为什么，就分不清是算不出来还是不想算。
-- why_en:   A claim that is compared with nothing and does not say why may be one nobody can compute, or one nobody wants to.
-- message_zh: 公开数字 {claim_id} 没有对照指标，也没有说明口径
-- message_en: Claim {claim_id} has neither a measure nor a scope
-- fix_zh:   填上对照指标，或在 scope 里写明为什么不能对照。
-- fix_en:   Name a measure, or say in scope why it can't be compared.
-- example_passes_zh: measure 空着，scope 写“贷款不经过这些账户”。
-- example_passes_en: measure is blank and scope says that loans do not pass through these accounts.
-- example_fails_zh: measure 和 scope 都空着。
-- example_fails_en: measure and scope are both blank.
-- excludes_zh: 有对照指标的公开数字。
-- excludes_en: Claims with a measure.
-- tests:    claims
-- reads:    claims
select file, line, 'scope' as column_name, claim_id
from claims
where measure is null and scope is null
order by all
