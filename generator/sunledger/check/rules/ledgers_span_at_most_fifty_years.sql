-- title_zh: 账目不超过五十年
-- title_en: Ledgers span at most fifty years
-- severity: error
-- why_zh:   启用日期或截至日期写错一位数，账就会凭空多出几百个没有内容的月份。
-- why_en:   One wrong digit in the day a fund opened, or in the as-of date, adds hundreds of empty months to a ledger.
-- message_zh: 资金 {fund_id} 启用于 {opened_on}，账目到 {last_month}，超过五十年
-- message_en: Fund {fund_id} opened on {opened_on} and its ledger runs to {last_month}, more than fifty years
-- fix_zh:   改正 opened_on，或 profile.toml 的 as_of；更早的账并入期初余额。
-- fix_en:   Mend opened_on, or as_of in profile.toml; what is older goes into the opening balance.
-- example_passes_zh: 2018-05-01 启用，账目到 2025-06。
-- example_passes_en: Opened on 2018-05-01, the accounts end in 2025-06.
-- example_fails_zh: 启用日期把 2018 写成 1018。
-- example_fails_en: The day of opening says 1018 for 2018.
-- excludes_zh: 五十年以内的日期写得对不对。
-- excludes_en: Whether a date within the fifty years is right.
-- tests:    funds
-- reads:    funds, lineage, counties
select funds.file, funds.line, 'opened_on' as column_name, fund_id, opened_on, last_month
from funds
join lineage on lineage.community_id = funds.community_id and lineage.distance = 0
join counties on counties.county_id = lineage.county_id
where date_diff('month', opened_on, cast(last_month || '-01' as date)) >= 600
order by all
