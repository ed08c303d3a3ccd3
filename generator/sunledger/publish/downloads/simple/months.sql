-- title_zh: 各月合计
-- title_en: Month sums
-- why_zh:   每笔资金每月一行，名称和公示情况都在行里。
-- why_en:   A row a fund and month, with names and whether it was posted.
-- reads:    fund_months, funds, communities, timeliness
select months.fund_id, months.month, months.county_id, counties.name as county,
    months.community_id, units.name as community, funds.name as fund,
    months.kind as fund_kind, fund_kinds.label as fund_kind_zh, fund_kinds.label_en as fund_kind_en,
    months.opening as opening, months.gross as gross, months.cost as cost, months.net as net,
    months.transfers_in as transfers_in, months.transfers_out as transfers_out, months.disbursed as disbursed,
    months.closing as closing, months.in_kind_received as in_kind_received, months.in_kind_given as in_kind_given,
    months.statement as statement, months.difference as difference, months.entries,
    posted.status, statuses.label as status_zh, statuses.label_en as status_en, posted.posted_on
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
