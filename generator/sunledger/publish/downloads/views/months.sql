-- title_zh: 各月合计
-- title_en: Month sums
-- why_zh:   每笔资金每月一行，金额以元计；与下载的 months 相同。
-- why_en:   A row a fund and month in yuan, the same as the download months.
select months.fund_id, months.month, months.county_id, counties.name as county,
    months.community_id, units.name as community, funds.name as fund,
    months.kind as fund_kind, fund_kinds.label as fund_kind_zh, fund_kinds.label_en as fund_kind_en,
    months.opening_fen / 100.0 as opening, months.gross_fen / 100.0 as gross, months.cost_fen / 100.0 as cost,
    months.net_fen / 100.0 as net, months.transfers_in_fen / 100.0 as transfers_in,
    months.transfers_out_fen / 100.0 as transfers_out, months.disbursed_fen / 100.0 as disbursed,
    months.closing_fen / 100.0 as closing, months.in_kind_received_fen / 100.0 as in_kind_received,
    months.in_kind_given_fen / 100.0 as in_kind_given, months.statement_fen / 100.0 as statement,
    months.difference_fen / 100.0 as difference, months.entries,
    posted.status, statuses.label as status_zh, statuses.label_en as status_en, posted.posted_on
from fund_months as months
join funds on funds.fund_id = months.fund_id
join communities as units on units.community_id = funds.community_id
left join counties on counties.county_id = months.county_id
left join timeliness as posted on posted.fund_id = months.fund_id and posted.month = months.month
left join codes as fund_kinds
    on fund_kinds.table_name = 'funds' and fund_kinds.column_name = 'kind' and fund_kinds.value = months.kind
left join codes as statuses
    on statuses.table_name = 'timeliness' and statuses.column_name = 'status' and statuses.value = posted.status
order by months.fund_id, months.month
