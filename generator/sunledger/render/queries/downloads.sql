select
  downloads.owner as owner,
  downloads.form as form,
  h(downloads.path) as path,
  count_text(downloads.rows) as rows,
  case
    when downloads.bytes >= 1000000
      then (downloads.bytes // 1000000) || '.' || ((downloads.bytes // 100000) % 10) || ' MB'
    else ((downloads.bytes + 999) // 1000) || ' kB' end as size,
  downloads.sha256 as digest,
  left(downloads.sha256, 16) as short
from meta.downloads
where downloads.scope in (select unnest($scopes))
  and (downloads.owner in (select unnest($owners)) or len($owners) = 0)
order by downloads.position
