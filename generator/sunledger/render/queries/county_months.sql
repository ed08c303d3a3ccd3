select
  months.county_id as county,
  months.kind as kind,
  said_funds_kind(months.kind) as kind_label,
  months.month as month,
  count_text(months.funds) as funds,
  yuan(months.gross) as gross,
  yuan(months.cost) as cost,
  yuan(months.disbursed) as disbursed,
  yuan(months.closing) as closing,
  months.due as due,
  months.on_time as on_time
from derived.county_months as months
where months.month > $after
order by months.county_id, months.kind, months.month desc
