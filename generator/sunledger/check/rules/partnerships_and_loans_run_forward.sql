-- title_zh: 合作和贷款的日期有先后
-- title_en: Partnerships and loans run forward
-- severity: error
-- why_zh:   先加入，才放款；先放款，才还款、到期；退出以后不再放款。日期倒过来，就是哪一个写错了。
-- why_en:   A partner joins, then borrows; a loan is granted, then repaid and due; nobody borrows after leaving. Days in another
--           order are wrong somewhere.
-- message_zh: {later} 不该早于 {earlier}
-- message_en: {later} can't come before {earlier}
-- fix_zh:   核对加入、退出、放款、还款和到期的日期。
-- fix_en:   Check the days of joining, leaving, granting, repaying and falling due.
-- example_passes_zh: 3 月 1 日加入，3 月 20 日放款，一年后到期。
-- example_passes_en: Joined on 1 March, granted on 20 March, due a year later.
-- example_fails_zh: 3 月 20 日放款，3 月 10 日还款。
-- example_fails_en: Granted on 20 March, repaid on 10 March.
-- excludes_zh: 没有退出的合伙人。
-- excludes_en: Partners who have not left.
-- tests:    partners
-- reads:    partners, loans, loan_repayments
with pairs as (
    select file, line, 'left_on' as column_name, joined_on as earlier, left_on as later from partners
    union all
    select loans.file, loans.line, 'granted_on', partners.joined_on, loans.granted_on
    from loans
    join partners using (partner_id)
    union all
    select loans.file, loans.line, 'granted_on', loans.granted_on, partners.left_on
    from loans
    join partners using (partner_id)
    union all
    select file, line, 'due_on', granted_on, due_on from loans
    union all
    select loan_repayments.file, loan_repayments.line, 'repaid_on', loans.granted_on, loan_repayments.repaid_on
    from loan_repayments
    join loans using (loan_id)
)
select file, line, column_name, earlier, later
from pairs
where later < earlier
order by all
