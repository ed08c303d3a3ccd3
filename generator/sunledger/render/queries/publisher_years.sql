with newest as (select max(cast(left(last_month, 4) as integer)) as year from meta.counties)
select
  years.kind as kind,
  said_funds_kind(years.kind) as kind_label,
  cast(years.year as varchar) as year,
  count_text(years.funds) as funds,
  yuan(years.opening) as opening,
  signed(years.gross) as gross,
  signed(-years.cost) as cost,
  years.transfers_in <> 0 or years.transfers_out <> 0 as moved,
  signed(years.transfers_in) as transfers_in,
  signed(-years.transfers_out) as transfers_out,
  signed(-years.disbursed) as disbursed,
  yuan(years.closing) as closing,
  count_text(years.due) as due,
  count_text(years.on_time) as on_time
from derived.publisher_years as years
join newest on newest.year = years.year
order by years.gross desc, years.kind
