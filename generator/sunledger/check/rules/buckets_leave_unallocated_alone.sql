-- title_zh: 分项不叫 unallocated
-- title_en: No bucket is called unallocated
-- severity: error
-- why_zh:   unallocated 是本站留给“未分配”的编号；方案里再用它，分得的钱和没分的钱就混在一起。
-- why_en:   The id unallocated is kept for money no scheme divides; a bucket of that name would mix the two.
-- message_zh: 方案 {scheme_id} 的分项用了保留的编号 unallocated
-- message_en: Scheme {scheme_id} has a bucket with the reserved id unallocated
-- fix_zh:   给这个分项换一个编号，例如 reserve。
-- fix_en:   Give the bucket another id, such as reserve.
-- example_passes_zh: 分项编号写 reserve。
-- example_passes_en: A bucket's id is reserve.
-- example_fails_zh: 分项编号写 unallocated。
-- example_fails_en: A bucket's id is unallocated.
-- excludes_zh: 无。
-- excludes_en: None.
-- tests:    schemes
-- reads:    schemes
select file, line, 'bucket' as column_name, scheme_id
from schemes
where bucket = 'unallocated'
order by all
