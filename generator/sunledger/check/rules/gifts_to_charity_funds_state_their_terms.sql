-- title_zh: 慈善资金的捐赠写明限定
-- title_en: Gifts to charity funds state their terms
-- severity: warning
-- why_zh:   慈善组织的捐赠收入要分限定和非限定（民间非营利组织会计制度）；没有写的，看不出能不能用在别处，
--           统计时单列为“未写明”。
-- why_en:   A charity keeps restricted and unrestricted gifts apart, as the accounting rules of non-profit organisations ask. Where
--           nothing was told nobody can see what the money may serve, and it is counted by itself.
-- message_zh: 资金 {fund_id} 的捐赠 {entry_id} 没有写明限定
-- message_en: Gift {entry_id} of fund {fund_id} does not state its terms
-- fix_zh:   在 gift_terms.csv 补上这一笔；没有约定用途的写 unrestricted。
-- fix_en:   Add it to gift_terms.csv; write unrestricted where no use was named.
-- example_passes_zh: 捐赠在 gift_terms.csv 里写着 unrestricted。
-- example_passes_en: gift_terms.csv says unrestricted.
-- example_fails_zh: 捐赠不在 gift_terms.csv 里。
-- example_fails_en: gift_terms.csv has no row for the gift.
-- excludes_zh: 其他资金收到的捐赠；补助。
-- excludes_en: Gifts to other kinds of fund, and grants.
-- tests:    funds
-- reads:    revenue, funds, gift_terms
select revenue.file, revenue.line, 'entry_id' as column_name, entry_id, fund_id
from revenue
join funds using (fund_id)
where funds.kind = 'charity' and revenue.basis in ('donation', 'in_kind')
    and entry_id not in (select gift_terms.entry_id from gift_terms)
order by all
