select
  years.community_id as unit,
  years.scope as scope,
  years.kind as kind,
  said_funds_kind(years.kind) as kind_label,
  cast(years.year as varchar) as year,
  years.months as months,
  count_text(years.funds) as funds,
  yuan(years.opening) as opening,
  signed(years.gross) as gross,
  signed(-years.cost) as cost,
  signed(years.transfers_in) as transfers_in,
  signed(-years.transfers_out) as transfers_out,
  signed(-years.disbursed) as disbursed,
  yuan(years.closing) as closing,
  yuan(years.in_kind_received) as in_kind_received,
  yuan(years.in_kind_given) as in_kind_given,
  years.transfers_in <> 0 or years.transfers_out <> 0 as moved,
  years.in_kind_received <> 0 or years.in_kind_given <> 0 as in_kind,
  case when years.net <> 0 then yuan(years.net_per_household) end as net_per_household,
  years.due as due,
  years.on_time as on_time,
  years.scope = 'all' and years.funds > coalesce(own.funds, 0) as beyond_own
from derived.community_years as years
left join derived.community_years as own
  on own.community_id = years.community_id and own.kind = years.kind and own.year = years.year
  and own.scope = 'own'
where years.community_id in (from these_units) and years.funds > 0
order by years.community_id, years.scope, years.kind, years.year desc
