select
  tables.name as name,
  h(case when $english then tables.title_en else tables.title_zh end) as title,
  h(case when $english then tables.why_en else tables.why_zh end) as why,
  h(tables.reads) as reads,
  h(tables.sql) as sql
from meta.tables
order by tables.name
