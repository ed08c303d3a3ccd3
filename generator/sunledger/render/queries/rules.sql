select
  rules.rule as rule,
  rules.kind as kind,
  rules.severity as severity,
  titled(rules.title_zh, rules.title_en) as title,
  titled(rules.why_zh, rules.why_en) as why,
  titled(rules.passes_zh, rules.passes_en) as passes,
  titled(rules.fails_zh, rules.fails_en) as fails,
  titled(rules.excludes_zh, rules.excludes_en) as excludes,
  titled(rules.fix_zh, rules.fix_en) as fix,
  rules.applicable as applicable,
  rules.findings as findings,
  count_text(rules.rows_tested) as tested,
  coalesce(h(rules.sql), '') as sql
from meta.rules
order by rules.kind, case rules.severity when 'error' then 0 when 'warning' then 1 else 2 end, rules.rule
