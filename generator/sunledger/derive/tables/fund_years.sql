-- title_zh: 资金年账
-- title_en: Fund years
-- why_zh:   年账本的合计就是十二张月账相加：年初结余是第一个月的上月结余，年末结余是最后一个月的本月结余。
-- why_en:   The totals of a year's ledger are its months added up; it opens with the first month and closes with the last.
-- grain:    fund_id, year
-- reads:    fund_months
-- needs:    fund_months
with months as (
  select *, cast(left(month, 4) as integer) as year
  from fund_months
),
final as (
  select
    fund_id,
    year,
    count(*) as months,
    cast(sum(entries) as bigint) as entries,
    arg_min(opening, month) as opening,
    cast(sum(gross) as decimal(18, 2)) as gross,
    cast(sum(cost) as decimal(18, 2)) as cost,
    cast(sum(net) as decimal(18, 2)) as net,
    cast(sum(transfers_in) as decimal(18, 2)) as transfers_in,
    cast(sum(transfers_out) as decimal(18, 2)) as transfers_out,
    cast(sum(disbursed) as decimal(18, 2)) as disbursed,
    cast(sum(gross + transfers_in) as decimal(18, 2)) as money_in,
    cast(sum(cost + transfers_out + disbursed) as decimal(18, 2)) as money_out,
    arg_max(closing, month) as closing
  from months
  group by fund_id, year
)
select * from final
order by fund_id, year
