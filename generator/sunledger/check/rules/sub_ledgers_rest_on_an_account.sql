-- title_zh: 子台账挂在独立账户下
-- title_en: Sub-ledgers rest on an account
-- severity: error
-- why_zh:   对账时，银行余额等于账户自己的账面加它下面的子台账。挂到自己、挂到子台账或独立账户再挂上级，就会重加或漏加。
-- why_en:   A bank balance is compared with the account's books and those of its sub-ledgers. A fund above itself, a
--           sub-ledger above a sub-ledger or an account below another would be added twice or not at all.
-- message_zh: 资金 {fund_id}（{account_kind:funds.account_kind}）的上级 {parent_fund_id}（{parent_kind:funds.account_kind}）不合账户层次
-- message_en: Fund {fund_id} ({account_kind:funds.account_kind}) can't stand below {parent_fund_id} ({parent_kind:funds.account_kind})
-- fix_zh:   子台账的上级填开了银行账户（own）的资金；自己有账户的资金不填上级。
-- fix_en:   Put a sub-ledger below a fund with an account of its own; leave the parent of such a fund blank.
-- example_passes_zh: 小区的子台账挂在街道的专户下，专户没有上级。
-- example_passes_en: A compound's sub-ledger rests on the subdistrict's account, which has no parent.
-- example_fails_zh: 子台账挂在另一个子台账下。
-- example_fails_en: A sub-ledger rests on another sub-ledger.
-- excludes_zh: 没有上级的资金。
-- excludes_en: Funds without a parent.
-- tests:    funds
-- reads:    funds
select funds.file, funds.line, 'parent_fund_id' as column_name, funds.fund_id, funds.account_kind, funds.parent_fund_id,
    above.account_kind as parent_kind
from funds
join funds as above on above.fund_id = funds.parent_fund_id
where funds.account_kind = 'own' or above.account_kind <> 'own'
order by all
