-- title_zh: 租金和分成在合同期内
-- title_en: Rent and shares fall in a contract's term
-- severity: error
-- why_zh:   保底租金和分成按合同收；合同期以外收的，要么合同没登记，要么记错了。分成可在次年一月收。
-- why_en:   Base rent and shares rest on a contract; outside every term either the contract is not recorded or the
--           entry is wrong. A yearly share may come in the January after.
-- message_zh: 收入 {entry_id} 记在 {month}，项目 {project_id} 当时没有有效合同
-- message_en: Revenue {entry_id} is for {month}; project {project_id} had no contract in force
-- fix_zh:   补登合同，或改正月份、项目。
-- fix_en:   Record the contract, or mend the month or the project.
-- example_passes_zh: 合同 2025 年全年，租金记在 2025-03。
-- example_passes_en: A contract runs through 2025; rent is of 2025-03.
-- example_fails_zh: 合同 2025 年全年，租金记在 2026-02。
-- example_fails_en: A contract runs through 2025; rent is of 2026-02.
-- excludes_zh: 没有合同的项目；租金和分成以外的收入；次年一月收的分成。
-- excludes_en: Projects without a contract; revenue other than rent and shares; a yearly share that comes in the January after.
-- tests:    revenue
-- reads:    revenue, contracts
select revenue.file, revenue.line, 'month' as column_name, entry_id, month, revenue.project_id
from revenue
where basis in ('base_rent', 'revenue_share')
    and exists (select 1 from contracts where contracts.project_id = revenue.project_id)
    and not exists (
        select 1 from contracts
        where contracts.project_id = revenue.project_id
            and revenue.month >= strftime(contracts.starts_on, '%Y-%m')
            and revenue.month <= strftime(
                case when basis = 'revenue_share' then make_date(year(contracts.ends_on) + 1, 1, 1)
                else contracts.ends_on end, '%Y-%m')
    )
order by all
