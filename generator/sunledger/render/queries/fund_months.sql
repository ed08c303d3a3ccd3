select
  months.fund_id as fund,
  months.month as month,
  yuan(months.opening) as opening,
  signed(months.gross) as gross,
  signed(-months.cost) as cost,
  signed(months.transfers_in) as transfers_in,
  signed(-months.transfers_out) as transfers_out,
  signed(-months.disbursed) as disbursed,
  yuan(months.closing) as closing,
  months.transfers_in <> 0 as moved_in,
  months.transfers_out <> 0 as moved_out,
  yuan(months.in_kind_received) as in_kind_received,
  yuan(months.in_kind_given) as in_kind_given,
  months.in_kind_received <> 0 or months.in_kind_given <> 0 as in_kind,
  yuan(months.account_closing) as account_closing,
  yuan(months.statement) as statement,
  yuan(months.difference) as difference,
  months.difference = 0 as agrees,
  day(month_end(months.month)) as month_end,
  months.entries as entries,
  fen(months.gross + months.transfers_in) as in_fen,
  fen(months.cost + months.transfers_out + months.disbursed) as out_fen,
  timeliness.status as status,
  said_timeliness_status(timeliness.status) as status_label,
  day(timeliness.due_on) as due_on,
  day(timeliness.posted_on) as posted_on,
  day(timeliness.posted_until) as posted_until,
  timeliness.days_late as days_late
from derived.fund_months as months
left join derived.timeliness on timeliness.fund_id = months.fund_id and timeliness.month = months.month
where months.community_id in (from these_units)
order by months.fund_id, months.month
