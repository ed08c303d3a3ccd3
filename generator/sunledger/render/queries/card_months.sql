select
  months.kind as kind,
  months.month as month,
  fen(sum(months.gross + months.transfers_in)) as in_fen,
  fen(sum(months.cost + months.transfers_out + months.disbursed)) as out_fen
from derived.county_months as months
where ($county = '' or months.county_id = $county) and months.month > $after and months.month <= $last
group by months.kind, months.month
order by months.kind, months.month
