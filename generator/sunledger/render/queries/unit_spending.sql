select
  spending.community_id as unit,
  spending.scope as scope,
  spending.kind as kind,
  cast(spending.year as varchar) as year,
  said_disbursements_purpose(spending.purpose) as purpose,
  spending.payments as payments,
  yuan(spending.amount) as amount,
  fen(spending.amount) as fen
from derived.spending_years as spending
where spending.community_id in (from these_units)
order by spending.community_id, spending.scope, spending.kind, spending.year, spending.amount desc, spending.purpose
