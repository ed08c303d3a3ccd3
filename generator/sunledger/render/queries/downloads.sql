select
  downloads.owner as owner,
  downloads.form as form,
  h(downloads.path) as path,
  count_text(downloads.rows) as rows,
  case
    when downloads.size >= 1000000
      then (downloads.size // 1000000) || '.' || ((downloads.size // 100000) % 10) || ' MB'
    else ((downloads.size + 999) // 1000) || ' kB' end as size,
  downloads.sha256 as digest,
  left(downloads.sha256, 16) as short
from downloads
where downloads.scope in (from these_scopes)
  and (downloads.owner in (from these_owners) or not exists (from these_owners))
order by downloads.position
