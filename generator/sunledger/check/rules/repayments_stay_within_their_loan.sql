-- title_zh: 还本不超过放款
-- title_en: Repayments stay within their loan
-- severity: error
-- why_zh:   还的本金加起来超过放的本金，不是重复登记，就是把利息也记了进来。
-- why_en:   Principal repaid beyond the principal granted was entered twice, or has interest in it.
-- message_zh: 贷款 {loan_id} 放了 {granted}，到这一笔已还 {repaid}
-- message_en: Loan {loan_id} was {granted}; with this repayment {repaid} has come back
-- fix_zh:   删掉重复的还款；利息不记在 loan_repayments.csv。
-- fix_en:   Remove repayments entered twice; interest does not belong in loan_repayments.csv.
-- example_passes_zh: 放款 200000.00，还了两次 100000.00。
-- example_passes_en: 200000.00 granted, 100000.00 repaid twice.
-- example_fails_zh: 放款 200000.00，还了三次 100000.00。
-- example_fails_en: 200000.00 granted, 100000.00 repaid three times.
-- excludes_zh: 利息和罚息。
-- excludes_en: Interest and penalties.
-- tests:    loan_repayments
-- reads:    loan_repayments, loans
with running as (
    select repayments.file, repayments.line, loan_id, loans.amount as granted,
        sum(repayments.amount) over (partition by loan_id order by repaid_on, repayment_id) as repaid
    from loan_repayments as repayments
    join loans using (loan_id)
)
select file, line, 'amount' as column_name, loan_id, granted, repaid
from running
where repaid > granted
order by all
