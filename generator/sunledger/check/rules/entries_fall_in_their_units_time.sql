-- title_zh: 账在单位存续期内
-- title_en: Entries fall in their unit's time
-- severity: error
-- why_zh:   单位设立以前、撤并以后不会再有账；撤并以后的账记到承接单位。
-- why_en:   A unit has no entries before it was established or after it was retired; later ones belong to its successor.
-- message_zh: {dataset} 的这一行在 {happened}，单位 {community_id} 的存续期是 {established} 至 {retired}
-- message_en: This row of {dataset} is of {happened}; unit {community_id} existed from {established} to {retired}
-- fix_zh:   改正日期、资金或单位；撤并以后的账记到承接单位的资金。
-- fix_en:   Mend the date, the fund or the unit; enter what came later with the successor's fund.
-- example_passes_zh: 小区 2024-01-01 撤并，最后一笔账在 2023-12。
-- example_passes_en: A compound was retired on 2024-01-01; its last entry is of 2023-12.
-- example_fails_zh: 小区 2024-01-01 撤并，2024-02 还有收入。
-- example_fails_en: A compound was retired on 2024-01-01 and has revenue in 2024-02.
-- excludes_zh: 没有写设立、撤并日期的单位；撤并当月的收入和统计；公示、审计、疑问和更正，它们可以在撤并以后。
-- excludes_en: Units without such dates; revenue and statistics of the month of retirement; notices, audits, objections
--           and corrections, which may come later.
-- tests:    communities
-- reads:    communities, funds, revenue, disbursements, transfers, statements, services
with entries as (
    select 'revenue' as dataset, revenue.file, revenue.line, 'month' as column_name, funds.community_id, month as happened
    from revenue
    join funds using (fund_id)
    union all
    select 'disbursements', disbursements.file, disbursements.line, 'paid_on', funds.community_id, cast(paid_on as varchar)
    from disbursements
    join funds using (fund_id)
    union all
    select 'transfers', transfers.file, transfers.line, 'moved_on', funds.community_id, cast(moved_on as varchar)
    from transfers
    join funds on funds.fund_id = transfers.from_fund_id
    union all
    select 'transfers', transfers.file, transfers.line, 'moved_on', funds.community_id, cast(moved_on as varchar)
    from transfers
    join funds on funds.fund_id = transfers.to_fund_id
    union all
    select 'statements', statements.file, statements.line, 'month', funds.community_id, month
    from statements
    join funds using (fund_id)
    union all
    select 'services', file, line, 'month', community_id, month from services
)
select entries.file, entries.line, column_name, dataset, happened, community_id,
    coalesce(cast(established_on as varchar), '…') as established, coalesce(cast(retired_on as varchar), '…') as retired
from entries
join communities using (community_id)
where happened < left(cast(established_on as varchar), len(happened))
    or happened > left(cast(retired_on as varchar), len(happened))
order by all
