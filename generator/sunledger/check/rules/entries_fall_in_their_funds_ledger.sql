-- title_zh: 账目在资金的记账期内
-- title_en: Entries fall in their fund's ledger
-- severity: error
-- why_zh:   启用以前、截至月份以后的账进不了月账，合计就会少算；截至日期以后的账是未来的账。
-- why_en:   Entries before a fund opens or after the last whole month would be left out of every total; those after
--           the as-of date lie in the future.
-- message_zh: {dataset} {entry_id} 在 {month}，资金 {fund_id} 的账从 {first_month} 到 {last_month}
-- message_en: {dataset} {entry_id} is in {month}; the ledger of fund {fund_id} runs from {first_month} to {last_month}
-- fix_zh:   改正日期；如果是新的月份，把 profile.toml 的 as_of 改到月末以后。没有写 as_of 的县，停了一年以上又
--           记账，也要写上。
-- fix_en:   Mend the date; for a new month, set as_of in profile.toml to after its end. A county that gives no
--           as_of has to give one when it goes on after a break of more than a year.
-- example_passes_zh: 资金 2025-01 启用，账目截至 2025-03，收入记在 2025-02。
-- example_passes_en: A fund opened in 2025-01, the accounts end in 2025-03, revenue is of 2025-02.
-- example_fails_zh: 资金 2025-01 启用，收入记在 2024-12。
-- example_fails_en: A fund opened in 2025-01, revenue is of 2024-12.
-- excludes_zh: 对账单，由另一条规则看。
-- excludes_en: Statements, which another rule looks at.
-- tests:    ledger_entries
-- reads:    ledger_entries, revenue, disbursements, funds, lineage, counties
with entries as (
    select fund_id, month, dataset, entry_id, source_file as file, source_line as line from ledger_entries
    union all
    select fund_id, month, 'revenue', entry_id, file, line from revenue where basis = 'in_kind'
    union all
    select fund_id, strftime(paid_on, '%Y-%m'), 'disbursements', payment_id, file, line from disbursements where in_kind
)
select entries.file, entries.line, case dataset when 'revenue' then 'month' when 'transfers' then 'moved_on'
    else 'paid_on' end as column_name, dataset, entry_id, entries.month, fund_id,
    strftime(funds.opened_on, '%Y-%m') as first_month, counties.last_month
from entries
join funds using (fund_id)
join lineage on lineage.community_id = funds.community_id and lineage.distance = 0
join counties on counties.county_id = lineage.county_id
where entries.month < strftime(funds.opened_on, '%Y-%m') or entries.month > counties.last_month
order by all
