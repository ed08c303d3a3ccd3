-- title_zh: 贷款到期还清
-- title_en: Loans are repaid by their day
-- severity: warning
-- why_zh:   到期没有还清的照实标明，让大家知道下一笔该不该放。
-- why_en:   What is not repaid on its day is shown, so that people can judge whether to grant the next.
-- message_zh: 贷款 {loan_id} 在 {due_on} 到期，还有 {outstanding} 没有还，逾期 {days_overdue} 天
-- message_en: Loan {loan_id} fell due on {due_on}; {outstanding} is outstanding, {days_overdue} days overdue
-- fix_zh:   补记还款；展期的，改 due_on 并附上展期的依据。
-- fix_en:   Enter what was repaid; if the term was extended, change due_on and cite the decision.
-- example_passes_zh: 6 月 30 日到期，6 月 28 日还清。
-- example_passes_en: Due on 30 June, repaid in full on 28 June.
-- example_fails_zh: 6 月 30 日到期，7 月 15 日还有 80000.00 没有还。
-- example_fails_en: Due on 30 June, with 80000.00 outstanding on 15 July.
-- excludes_zh: 没到期的贷款，不管还了多少。
-- excludes_en: Loans not yet due, however little was repaid.
-- tests:    loan_balances
-- reads:    loan_balances, loans
select loans.file, loans.line, 'due_on' as column_name, loan_id, outstanding, loan_balances.due_on, days_overdue
from loan_balances
join loans using (loan_id)
where status = 'overdue'
order by all
