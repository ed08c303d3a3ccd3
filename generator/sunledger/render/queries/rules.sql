select
  rules.rule as rule,
  rules.kind as kind,
  rules.severity as severity,
  h(case when $english then rules.title_en else rules.title_zh end) as title,
  h(case when $english then rules.why_en else rules.why_zh end) as why,
  h(case when $english then rules.passes_en else rules.passes_zh end) as passes,
  h(case when $english then rules.fails_en else rules.fails_zh end) as fails,
  h(case when $english then rules.excludes_en else rules.excludes_zh end) as excludes,
  h(case when $english then rules.fix_en else rules.fix_zh end) as fix,
  rules.applicable as applicable,
  rules.findings as findings,
  count_text(rules.rows_tested) as tested,
  coalesce(h(rules.sql), '') as sql
from meta.rules
order by rules.kind, case rules.severity when 'error' then 0 when 'warning' then 1 else 2 end, rules.rule
