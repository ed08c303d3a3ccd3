-- title_zh: 慈善资金由慈善组织开户
-- title_en: Charity accounts are kept by a charity
-- severity: error
-- why_zh:   社区的慈善专项基金不能自己开户、刻章，收支都走慈善组织的账户（山东省慈善条例第三十四条）；它只是一个子台账。
-- why_en:   A community's special charity fund may hold no account or seal of its own; its money goes through the
--           charity's account (Shandong charity rules, article 34). It is a sub-ledger.
-- message_zh: 慈善资金 {fund_id} 自己开户，保管方是{custodian}（{custodian_kind}），不是慈善组织
-- message_en: Charity fund {fund_id} has its own account, kept by {custodian} ({custodian_kind}), which is no charity
-- fix_zh:   改为慈善组织账户下的子台账；确是慈善组织的账户，把 custodian_id 写成慈善组织。
-- fix_en:   Make it a sub-ledger of the charity's account; if it is the charity's account, name the charity as custodian.
-- example_passes_zh: 慈善总账 account_kind 写 own，保管单位是慈善组织。
-- example_passes_en: The pool has its own account, kept by a charity.
-- example_fails_zh: 社区基金 account_kind 写 own，保管单位是业委会。
-- example_fails_en: A community's fund has its own account, kept by a committee.
-- excludes_zh: 慈善组织的公募资格。
-- excludes_en: Whether the charity may raise funds in public.
-- tests:    funds
-- reads:    funds, organisations
select funds.file, funds.line, 'account_kind' as column_name, fund_id,
    coalesce(custodian_id, '(空 blank)') as custodian, coalesce(organisations.kind, '…') as custodian_kind
from funds
left join organisations on organisations.organisation_id = funds.custodian_id
where funds.kind = 'charity' and account_kind = 'own' and organisations.kind is distinct from 'charity'
order by all
