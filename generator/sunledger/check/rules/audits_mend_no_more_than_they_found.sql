-- title_zh: 整改数不超过问题数
-- title_en: Audits mend no more than they found
-- severity: error
-- why_zh:   整改的比发现的还多，两个数必有一个写错。
-- why_en:   If more findings were mended than found, one of the figures is wrong.
-- message_zh: 审计 {audit_id} 发现 {findings} 个问题，却写整改了 {rectified} 个
-- message_en: Audit {audit_id} found {findings} and claims {rectified} mended
-- fix_zh:   照审计报告和整改报告改正。
-- fix_en:   Mend it after the audit report and the report on what was mended.
-- example_passes_zh: 发现 5 个，整改 4 个。
-- example_passes_en: Five found, four mended.
-- example_fails_zh: 发现 4 个，整改 5 个。
-- example_fails_en: Four found, five mended.
-- excludes_zh: 无。
-- excludes_en: None.
-- tests:    audits
-- reads:    audits
select file, line, 'rectified' as column_name, audit_id, findings, rectified
from audits
where rectified > findings
order by all
