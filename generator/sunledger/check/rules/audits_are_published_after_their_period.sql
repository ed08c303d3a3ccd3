-- title_zh: 审计期过完再公布
-- title_en: Audits are published after their period
-- severity: error
-- why_zh:   审计期的起止颠倒，或报告在审计期结束前就公布，都说明日期写错了。
-- why_en:   A period that ends before it begins, or a report published before its period was over, has a wrong date.
-- message_zh: 审计 {audit_id} 的期间是 {period_from} 至 {period_to}，公布日期 {published_on}
-- message_en: Audit {audit_id} runs from {period_from} to {period_to} and was published on {published_on}
-- fix_zh:   照审计报告改正期间或公布日期。
-- fix_en:   Mend the period or the day after the report.
-- example_passes_zh: 期间 2024-01 至 2024-12，2025 年 3 月 28 日公布。
-- example_passes_en: Period 2024-01 to 2024-12, published on 28 March 2025.
-- example_fails_zh: 期间 2024-12 至 2024-01。
-- example_fails_en: Period 2024-12 to 2024-01.
-- excludes_zh: 还没有公布的审计只看期间。
-- excludes_en: Of audits not yet published only the period is looked at.
-- tests:    audits
-- reads:    audits
select file, line, case when period_to < period_from then 'period_to' else 'published_on' end as column_name, audit_id,
    period_from, period_to, coalesce(cast(published_on as varchar), '…') as published_on
from audits
where period_to < period_from or published_on <= last_day(cast(period_to || '-01' as date))
order by all
