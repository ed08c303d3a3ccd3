select
  tables.name as name,
  titled(tables.title_zh, tables.title_en) as title,
  titled(tables.why_zh, tables.why_en) as why,
  h(tables.reads) as reads,
  h(tables.sql) as sql
from meta.tables
order by tables.name
