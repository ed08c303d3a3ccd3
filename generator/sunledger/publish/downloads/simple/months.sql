-- title_zh: 各月合计
-- title_en: Month sums
-- why_zh:   每笔资金每月一行，名称和公示情况都在行里。
-- why_en:   A row a fund and month, with names and whether it was posted.
-- reads:    fund_months, funds, communities, timeliness
select months.fund_id, months.month, months.county_id, counties.name as county,
    months.community_id, units.name as community, funds.name as fund,
    months.kind as fund_kind, fund_kinds.zh as fund_kind_zh, fund_kinds.en as fund_kind_en,
    months.opening, months.gross, months.cost, months.net, months.transfers_in, months.transfers_out,
    months.disbursed, months.closing, months.in_kind_received, months.in_kind_given, months.statement,
    months.difference, months.entries,
    posted.status, statuses.zh as status_zh, statuses.en as status_en, posted.posted_on
from derived.fund_months as months
join open.funds as funds on funds.fund_id = months.fund_id
join open.communities as units on units.community_id = funds.community_id
left join meta.counties as counties on counties.county_id = months.county_id
left join derived.timeliness as posted on posted.fund_id = months.fund_id and posted.month = months.month
left join simple.codes as fund_kinds
    on fund_kinds.table_name = 'funds' and fund_kinds.column_name = 'kind' and fund_kinds.value = months.kind
left join simple.codes as statuses
    on statuses.table_name = 'timeliness' and statuses.column_name = 'status' and statuses.value = posted.status
order by months.fund_id, months.month
