select
  partners.community_id as unit,
  named(units.name, units.name_en) as unit_name,
  loans.loan_id as loan,
  partners.tier as code,
  coalesce(named(firms.name, firms.name_en), '') as partner,
  named(lenders.name, lenders.name_en) as lender,
  day(loans.granted_on) as granted_on,
  yuan(balances.granted) as granted,
  yuan(balances.repaid) as repaid,
  yuan(balances.outstanding) as outstanding,
  day(balances.due_on) as due_on,
  balances.status as status,
  said_loan_balances_status(balances.status) as status_label,
  cast(balances.days_overdue as integer) as days_overdue
from derived.loan_balances as balances
join open.loans using (loan_id)
join open.partners on partners.partner_id = balances.partner_id
join open.communities as units on units.community_id = partners.community_id
join derived.lineage on lineage.community_id = partners.community_id and lineage.distance = 0
left join open.organisations as firms on firms.organisation_id = partners.organisation_id
join open.organisations as lenders on lenders.organisation_id = loans.lender_id
where lineage.county_id = $county
order by loans.granted_on, loans.loan_id
