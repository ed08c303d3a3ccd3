-- title_zh: 限定的捐赠留着
-- title_en: Restricted gifts are kept
-- severity: error
-- why_zh:   账上的钱比还没有用掉的限定捐赠还少，说明限定的钱用到别处去了。
-- why_en:   A balance below the restricted gifts not yet spent shows that restricted money went elsewhere.
-- message_zh: 资金 {fund_id} 在 {month} 月末有 {closing}，限定捐赠应留 {kept}
-- message_en: Fund {fund_id} holds {closing} at the end of {month}; {kept} of restricted gifts is to be kept
-- fix_zh:   核对支出的用途和捐赠约定；挪用了的要补回来。
-- fix_en:   Check purposes of payments and terms of gifts; put back what was spent elsewhere.
-- example_passes_zh: 应留 8000.00，月末有 12000.00。
-- example_passes_en: 8000.00 to be kept and 12000.00 in the fund.
-- example_fails_zh: 应留 8000.00，月末只有 5000.00。
-- example_fails_en: 8000.00 to be kept and only 5000.00 in the fund.
-- excludes_zh: 实物；以前各月，只看最后一月。
-- excludes_en: Gifts in kind, and months before the last.
-- tests:    restricted_gifts
-- reads:    restricted_gifts, funds, fund_months, counties
with owed as (
    select fund_id, sum(kept) as kept from restricted_gifts group by fund_id
)
select funds.file, funds.line, '' as column_name, fund_id, owed.kept, fund_months.closing, fund_months.month
from owed
join funds using (fund_id)
join fund_months using (fund_id)
join counties on counties.county_id = split_part(funds.file, '/', 2) and counties.last_month = fund_months.month
where fund_months.closing < owed.kept
order by all
