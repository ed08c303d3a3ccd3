with newest as (select max(cast(left(last_month, 4) as integer)) as year from meta.counties)
select
  spending.kind as unit,
  'all' as scope,
  spending.kind as kind,
  cast(spending.year as varchar) as year,
  said_disbursements_purpose(spending.purpose) as purpose,
  spending.payments as payments,
  yuan(spending.amount) as amount,
  fen(spending.amount) as fen
from derived.publisher_spending as spending
join newest on newest.year = spending.year
order by spending.kind, spending.amount desc, spending.purpose
