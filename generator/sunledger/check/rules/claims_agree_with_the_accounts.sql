-- title_zh: 公开数字与账目相符
-- title_en: Claims agree with the accounts
-- severity: warning
-- why_zh:   在别处公布过的数，账上算出来不一样，两个数并列给人看。逐一核对时（check --reconcile）当作错误。
-- why_en:   Where a figure published elsewhere differs from the accounts both are shown side by side. In a reconciliation
--           (check --reconcile) it is an error.
-- message_zh: 公开数字 {claim_id}（{qualifier:claims.qualifier} {claimed}），账目算出 {computed}
-- message_en: Claim {claim_id} ({qualifier:claims.qualifier} {claimed}); the accounts give {computed}
-- fix_zh:   核对口径和期间；账目漏记的补记，公开数字有误的请发布方更正，不要改账凑数。
-- fix_en:   Compare scope and period; enter what is missing, or ask the publisher to correct the figure; never bend the
--           accounts.
-- example_passes_zh: 公布“突破 320 万元”，账上 3,211,740.00 元。
-- example_passes_en: Published: over 3.2 million; the accounts give 3,211,740.00.
-- example_fails_zh: 公布“突破 320 万元”，账上 3,190,000.00 元。
-- example_fails_en: Published: over 3.2 million; the accounts give 3,190,000.00.
-- excludes_zh: 没有对照指标的公开数字；人数、户数低于披露下限而不计算的指标。
-- excludes_en: Claims without a measure; counts of people that are not computed because they lie below the threshold.
-- tests:    claims
-- reads:    claims, claim_checks
select file, line, 'value' as column_name, claim_id, qualifier,
    regexp_replace(cast(value as varchar), '\.?0+$', '') as claimed, regexp_replace(cast(computed as varchar), '\.?0+$', '') as computed
from claims
join claim_checks using (claim_id)
where verdict = 'differs'
order by all
