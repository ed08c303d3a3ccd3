-- title_zh: 各年合计
-- title_en: Year sums
-- why_zh:   每笔资金每年收了多少、付了多少、年末剩多少，金额以元计。
-- why_en:   What each fund received and paid in a year and what was left, in yuan.
with years as (
    select fund_id, substr(month, 1, 4) as year, min(month) as first_month, max(month) as last_month,
        sum(gross_fen) as gross_fen, sum(cost_fen) as cost_fen, sum(net_fen) as net_fen,
        sum(transfers_in_fen) as transfers_in_fen, sum(transfers_out_fen) as transfers_out_fen,
        sum(disbursed_fen) as disbursed_fen
    from fund_months
    group by fund_id, year
)
select last.county_id, last.community_id, units.name as community, years.fund_id, funds.name as fund, last.kind,
    years.year, years.first_month, years.last_month, years.gross_fen / 100.0 as gross, years.cost_fen / 100.0 as cost,
    years.net_fen / 100.0 as net, years.transfers_in_fen / 100.0 as transfers_in,
    years.transfers_out_fen / 100.0 as transfers_out, years.disbursed_fen / 100.0 as disbursed,
    last.closing_fen / 100.0 as closing
from years
join fund_months as last on last.fund_id = years.fund_id and last.month = years.last_month
join funds on funds.fund_id = years.fund_id
join communities as units on units.community_id = last.community_id
order by years.fund_id, years.year
