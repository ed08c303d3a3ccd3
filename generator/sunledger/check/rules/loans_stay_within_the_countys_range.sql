-- title_zh: 贷款金额在县里规定的范围内
-- title_en: Loans stay within the county's range
-- severity: error
-- why_zh:   创业合伙人贷款的金额范围写在县档案里；超出范围的，不是录错了，就是没有按办法放款。
-- why_en:   The range of loans to entrepreneur partners stands in the profile; one outside it was entered wrongly or granted
--           against the rules.
-- message_zh: 贷款 {loan_id} 是 {amount}，范围是 {at_least} 至 {at_most}
-- message_en: Loan {loan_id} is {amount}; the range is {at_least} to {at_most}
-- fix_zh:   核对放款金额；办法改了的，改 profile.toml 的 partner_loans。
-- fix_en:   Check the amount; if the rules have changed, change partner_loans in profile.toml.
-- example_passes_zh: 范围 200000 至 500000，放款 300000.00。
-- example_passes_en: A range of 200000 to 500000 and a loan of 300000.00.
-- example_fails_zh: 同样的范围，放款 600000.00。
-- example_fails_en: The same range and a loan of 600000.00.
-- excludes_zh: 档案没有写范围的县。
-- excludes_en: Counties whose profile gives no range.
-- tests:    loans
-- reads:    loans, loan_ranges
select loans.file, loans.line, 'amount' as column_name, loan_id, amount, at_least, at_most
from loans
join loan_ranges on loan_ranges.county_id = split_part(loans.file, '/', 2)
where amount not between at_least and at_most
order by all
