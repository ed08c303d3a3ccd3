select
  findings.rule as rule,
  findings.severity as severity,
  h(findings.file) as file,
  findings.line as line,
  coalesce(h(findings.column_name), '') as column_name,
  h(case when $english then findings.message_en else findings.message_zh end) as message,
  h(case when $english then findings.fix_en else findings.fix_zh end) as fix,
  coalesce(findings.community_id, '') as unit,
  coalesce(named(units.name, units.name_en), '') as unit_name
from meta.findings
left join open.communities as units on units.community_id = findings.community_id
order by findings.county_id, findings.community_id, findings.file, findings.line, findings.rule
