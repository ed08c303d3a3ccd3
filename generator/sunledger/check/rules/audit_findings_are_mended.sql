-- title_zh: 审计问题已整改
-- title_en: Audit findings are mended
-- severity: notice
-- why_zh:   还没整改的问题照实标出，整改以后再改数。
-- why_en:   Findings still open are stated until they are mended.
-- message_zh: 审计 {audit_id} 发现 {findings} 个问题，还有 {left} 个没有整改
-- message_en: Audit {audit_id}: {left} of {findings} findings are still open
-- fix_zh:   整改以后更新 rectified。
-- fix_en:   Update rectified when they are mended.
-- example_passes_zh: 发现 3 个，整改 3 个。
-- example_passes_en: Three found, three mended.
-- example_fails_zh: 发现 5 个，整改 4 个。
-- example_fails_en: Five found, four mended.
-- excludes_zh: 没有发现问题的审计。
-- excludes_en: Audits without findings.
-- tests:    audits
-- reads:    audits
select file, line, 'rectified' as column_name, audit_id, findings, findings - rectified as "left"
from audits
where rectified < findings
order by all
