-- title_zh: 审计说全部就查全部
-- title_en: Audits cover what they claim
-- severity: warning
-- why_zh:   范围写“全部”却漏了几笔，居民会以为每一笔都查过。
-- why_en:   An audit of “all” funds that left some out lets residents believe that each was looked at.
-- message_zh: 审计 {audit_id} 范围写全部，应查 {funds_in_reach} 笔，实查 {funds_covered} 笔，漏了：{missed}
-- message_en: Audit {audit_id} claims all {funds_in_reach} funds and covered {funds_covered}; left out: {missed}
-- fix_zh:   补查漏掉的资金，或把范围改成 selected。
-- fix_en:   Have the missing funds audited, or set the scope to selected.
-- example_passes_zh: 全县业主资金 78 笔，audit_coverage 有 78 行。
-- example_passes_en: A county has 78 owners' funds; audit_coverage has 78 rows.
-- example_fails_zh: 全县业主资金 78 笔，audit_coverage 只有 77 行。
-- example_fails_en: A county has 78 owners' funds; audit_coverage has 77 rows.
-- excludes_zh: 范围写“部分”的审计；审计期末以后才启用的资金；审计期以前已撤并的单位。
-- excludes_en: Audits of selected funds; funds opened after the period; units retired before it.
-- tests:    audits
-- reads:    audit_reach, audits
select audits.file, audits.line, 'scope' as column_name, audit_id, funds_in_reach, funds_covered, missed
from audit_reach
join audits using (audit_id)
where audits.scope = 'all' and funds_missed > 0
order by all
