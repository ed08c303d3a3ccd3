-- title_zh: 各年合计
-- title_en: Year sums
-- why_zh:   每笔资金每年收了多少、付了多少、年末剩多少，金额以元计。
-- why_en:   What each fund received and paid in a year and what was left, in yuan.
select months.county_id, months.community_id, units.name as community, months.fund_id, funds.name as fund, months.kind,
    substr(months.month, 1, 4) as year, min(months.month) as first_month, max(months.month) as last_month,
    sum(months.gross_fen) / 100.0 as gross, sum(months.cost_fen) / 100.0 as cost, sum(months.net_fen) / 100.0 as net,
    sum(months.transfers_in_fen) / 100.0 as transfers_in, sum(months.transfers_out_fen) / 100.0 as transfers_out,
    sum(months.disbursed_fen) / 100.0 as disbursed,
    (
        select last.closing_fen from fund_months as last
        where last.fund_id = months.fund_id and last.month = max(months.month)
    ) / 100.0 as closing
from fund_months as months
join funds on funds.fund_id = months.fund_id
join communities as units on units.community_id = months.community_id
group by months.county_id, months.community_id, units.name, months.fund_id, funds.name, months.kind, year
order by months.fund_id, year
