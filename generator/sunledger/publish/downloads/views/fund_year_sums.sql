-- title_zh: 各年合计
-- title_en: Year sums
-- why_zh:   每笔资金每年收了多少、付了多少、年末剩多少，金额以元计。
-- why_en:   What each fund received and paid in a year and what was left, in yuan.
select funds.community_id, units.name as community, years.fund_id, funds.name as fund, funds.kind, years.year,
    years.months, years.gross_fen / 100.0 as gross, years.cost_fen / 100.0 as cost, years.net_fen / 100.0 as net,
    years.transfers_in_fen / 100.0 as transfers_in, years.transfers_out_fen / 100.0 as transfers_out,
    years.disbursed_fen / 100.0 as disbursed, years.closing_fen / 100.0 as closing
from fund_years as years
join funds on funds.fund_id = years.fund_id
join communities as units on units.community_id = funds.community_id
order by years.fund_id, years.year
