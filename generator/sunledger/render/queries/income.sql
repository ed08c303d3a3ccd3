select
  income.fund_id as fund,
  income.month as month,
  said_revenue_category(income.category) as category,
  yuan(income.gross) as gross
from derived.income_months as income
join open.funds on funds.fund_id = income.fund_id
where funds.community_id in (from these_units) and income.month between $first and $last
order by income.fund_id, income.month, income.gross desc, income.category
