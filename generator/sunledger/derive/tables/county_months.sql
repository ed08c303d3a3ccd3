-- title_zh: 县月账
-- title_en: County months
-- why_zh:   全县每类资金每月的合计，由资金月账加出，不另外计算。
-- why_en:   The county's totals for each kind of fund and month, added up from fund months and nothing else.
-- grain:    county × kind of fund × month
-- reads:    fund_months, timeliness
-- needs:    fund_months
select fund_months.county_id, fund_months.kind, fund_months.month, count(*) as funds, sum(opening) as opening,
    sum(gross) as gross, sum(cost) as cost, sum(net) as net, sum(transfers_in) as transfers_in,
    sum(transfers_out) as transfers_out, sum(disbursed) as disbursed, sum(closing) as closing,
    count(*) filter (where timeliness.status <> 'pending') as due,
    count(*) filter (where timeliness.status in ('reported', 'nil')) as on_time
from fund_months
left join timeliness on timeliness.fund_id = fund_months.fund_id and timeliness.month = fund_months.month
group by fund_months.county_id, fund_months.kind, fund_months.month
order by fund_months.county_id, fund_months.kind, fund_months.month
