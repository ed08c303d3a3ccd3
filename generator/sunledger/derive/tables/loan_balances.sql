-- title_zh: 贷款余额
-- title_en: Loan balances
-- why_zh:   贷款的钱不经过公共资金的账户，但放给谁、放了多少、还了多少要能查。只看本金，到账目截至日为止；
--           过了到期日还没有还清的是逾期。
-- why_en:   Loans are paid out past the accounts of public funds, but who got how much and what came back must be open.
--           Principal only, up to the as-of day; what is not repaid after its day is overdue.
-- grain:    loan
-- reads:    loans, loan_repayments, partners, lineage, counties
-- needs:    counties, lineage, loans, partners
with returned as (
    select loan_repayments.loan_id, sum(loan_repayments.amount) as repaid
    from loan_repayments
    join loans using (loan_id)
    join partners using (partner_id)
    join lineage on lineage.community_id = partners.community_id and lineage.distance = 0
    join counties on counties.county_id = lineage.county_id
    where loan_repayments.repaid_on <= counties.as_of
    group by loan_repayments.loan_id
),
balances as (
    select loans.loan_id, loans.partner_id, loans.amount as granted, coalesce(returned.repaid, 0) as repaid,
        loans.due_on, counties.as_of
    from loans
    join partners using (partner_id)
    join lineage on lineage.community_id = partners.community_id and lineage.distance = 0
    join counties on counties.county_id = lineage.county_id
    left join returned using (loan_id)
)
select loan_id, partner_id, granted, repaid, granted - repaid as outstanding, due_on,
    case
        when granted <= repaid then 'repaid'
        when due_on < as_of then 'overdue'
        else 'running'
    end as status,
    case when granted > repaid then greatest(as_of - due_on, 0) else 0 end as days_overdue
from balances
order by loan_id
