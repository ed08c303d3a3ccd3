select
  years.fund_id as fund,
  cast(years.year as varchar) as year,
  count_text(years.entries) as entries,
  yuan(years.opening) as opening,
  signed(years.gross) as gross,
  signed(-years.cost) as cost,
  signed(years.transfers_in) as transfers_in,
  signed(-years.transfers_out) as transfers_out,
  signed(-years.disbursed) as disbursed,
  yuan(years.money_in) as money_in,
  yuan(years.money_out) as money_out,
  yuan(years.closing) as closing,
  years.transfers_in <> 0 as moved_in,
  years.transfers_out <> 0 as moved_out
from derived.fund_years as years
join open.funds on funds.fund_id = years.fund_id
where funds.community_id in (from these_units)
order by years.fund_id, years.year
