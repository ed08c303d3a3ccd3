-- title_zh: 每个月都有账
-- title_en: Every month has an entry
-- severity: warning
-- why_zh:   没有规定公示义务的资金，整月没有一笔账也没有零申报，就分不清是没有钱还是没有记。
-- why_en:   For a fund without a duty to post, a month with neither an entry nor a nil return may be a month without
--           money or a month without bookkeeping; nobody can tell.
-- message_zh: 资金 {fund_id} {month} 没有任何账，也没有零申报
-- message_en: Fund {fund_id} has no entry and no nil return for {month}
-- fix_zh:   补记这个月的账；确实没有收支，在 revenue.csv 记一行零申报（basis 写 nil，gross 写 0）。
-- fix_en:   Enter the month; if there was no money, add a nil return to revenue.csv (basis nil, gross 0).
-- example_passes_zh: 2025-02 没有收支，revenue.csv 有一行 nil。
-- example_passes_en: Nothing came or went in 2025-02; revenue.csv has a nil row.
-- example_fails_zh: 2025-02 一行账也没有。
-- example_fails_en: There is no row at all for 2025-02.
-- excludes_zh: 县档案规定了公示义务的资金，它们由“每个月都公示”看；单位撤并、钱已划清以后的月份。
-- excludes_en: Funds with a duty to post, which another rule holds to it; months after a unit was retired and its money handed over.
-- tests:    fund_months
-- reads:    fund_months, funds, communities, duties
select funds.file, funds.line, '' as column_name, fund_id, month
from fund_months
join funds using (fund_id)
join communities on communities.community_id = fund_months.community_id and (
    communities.retired_on is null or fund_months.month <= strftime(communities.retired_on, '%Y-%m')
    or fund_months.closing <> 0)
where entries = 0
    and not exists (
        select 1 from duties where duties.county_id = fund_months.county_id and duties.fund_kind = fund_months.kind
    )
order by all
