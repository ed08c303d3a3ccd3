select
  change_id as change,
  said_data_change_sums_fund_kind(fund_kind) as kind_label,
  case when gross <> 0 then signed(gross) end as gross,
  case when cost <> 0 then signed(cost) end as cost,
  case when disbursed <> 0 then signed(disbursed) end as disbursed,
  case when transferred <> 0 then signed(transferred) end as transferred,
  case when opening <> 0 then signed(opening) end as opening,
  yuan(moved) as moved
from derived.data_change_sums
order by change_id, fund_kind
