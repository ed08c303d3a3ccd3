select
  findings.rule as rule,
  findings.severity as severity,
  h(findings.file) as file,
  findings.line as line,
  coalesce(h(findings.column_name), '') as column_name,
  titled(findings.message_zh, findings.message_en) as message,
  titled(findings.fix_zh, findings.fix_en) as fix,
  coalesce(findings.community_id, '') as unit,
  coalesce(named(units.name, units.name_en), '') as unit_name
from meta.findings
left join open.communities as units on units.community_id = findings.community_id
order by findings.county_id, findings.community_id, findings.file, findings.line, findings.rule
