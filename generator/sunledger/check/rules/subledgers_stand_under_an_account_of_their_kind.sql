-- title_zh: 子台账挂在同类账户下
-- title_en: Sub-ledgers stand under an account of their kind
-- severity: error
-- why_zh:   子台账的钱在上级账户里，合计要等于那个账户的余额；四类资金分开，所以上级必须是同一类、自己开户的资金。
--           自己开户的没有上级。
-- why_en:   A sub-ledger's money lies in its parent's account and adds up to its balance; the four kinds stay apart, so
--           the parent is an account of its own and of the same kind. An account of its own has no parent.
-- message_zh: 资金 {fund_id}（{kind}，{account_kind}）的上级是{parent_fund_id}（{parent_kind}，{parent_account_kind}）
-- message_en: Fund {fund_id} ({kind}, {account_kind}) names parent {parent_fund_id} ({parent_kind}, {parent_account_kind})
-- fix_zh:   子台账写上同类的开户资金作上级；自己开户的把 parent_fund_id 留空。
-- fix_en:   Name an own account of the same kind as parent of a sub-ledger; leave parent_fund_id blank for an own account.
-- tests:    funds
-- reads:    funds
select funds.file, funds.line, 'parent_fund_id' as column_name, funds.fund_id, funds.kind, funds.account_kind,
    coalesce(funds.parent_fund_id, '(空 blank)') as parent_fund_id, coalesce(parent.kind, '…') as parent_kind,
    coalesce(parent.account_kind, '…') as parent_account_kind
from funds
left join funds as parent on parent.fund_id = funds.parent_fund_id
where case when funds.account_kind = 'own' then funds.parent_fund_id is not null
    else parent.account_kind is distinct from 'own' or parent.kind is distinct from funds.kind end
order by all
