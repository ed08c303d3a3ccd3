-- title_zh: 对账单属于有账的账户和月份
-- title_en: Statements belong to an account and a month of its ledger
-- severity: error
-- why_zh:   对不上账的对账单等于没有对账：子台账没有自己的银行账户，启用以前和截至以后没有账。
-- why_en:   A statement nothing is compared with proves nothing: a sub-ledger has no bank account, and there is no
--           ledger before a fund opens or after the as-of month.
-- message_zh: 资金 {fund_id} 在 {month} 没有可对的银行账户
-- message_en: Fund {fund_id} has no bank account to compare in {month}
-- fix_zh:   改正资金编号或月份；子台账的对账单记在上级账户；停了一年以上又有账的，在 profile.toml 写明 as_of。
-- fix_en:   Mend the fund or the month; record a sub-ledger's statement at its parent account; give as_of in
--           profile.toml if the accounts go on after a break of more than a year.
-- example_passes_zh: 专户 2025-03 的对账单，账也到 2025-03。
-- example_passes_en: An account's statement of 2025-03, where the ledger runs to 2025-03.
-- example_fails_zh: 子台账自己有一张对账单。
-- example_fails_en: A sub-ledger has a statement of its own.
-- excludes_zh: 慈善基金的子台账，慈善组织可以单独出具余额。
-- excludes_en: Sub-ledgers of a charity, which may certify their balance.
-- tests:    statements
-- reads:    statements, fund_months, funds
select statements.file, statements.line, 'month' as column_name, statements.fund_id, statements.month
from statements
join funds using (fund_id)
left join fund_months on fund_months.fund_id = statements.fund_id and fund_months.month = statements.month
where fund_months.fund_id is null or (funds.account_kind <> 'own' and funds.kind <> 'charity')
order by all
