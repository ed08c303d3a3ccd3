-- title_zh: 子台账挂在同类账户下
-- title_en: Sub-ledgers stand under an account of their kind
-- severity: error
-- why_zh:   子台账的钱在上级账户里，没有上级就无从对账；四类资金所有人不同、要分开，所以上级必须是同一类资金。
-- why_en:   A sub-ledger's money lies in its parent's account and can be compared with no bank balance without one; the
--           four kinds belong to different people and stay apart, so the parent is of the same kind.
-- message_zh: 子台账 {fund_id}（{kind:funds.kind}）的上级是{parent_fund_id}（{parent_kind:funds.kind}）
-- message_en: Sub-ledger {fund_id} ({kind:funds.kind}) names parent {parent_fund_id} ({parent_kind:funds.kind})
-- fix_zh:   在 parent_fund_id 写上同类的开户资金；自己开户的，account_kind 写 own。
-- fix_en:   Name an own account of the same kind in parent_fund_id, or set account_kind to own if it has its own account.
-- example_passes_zh: 治理子台账挂在治理专户下。
-- example_passes_en: A governance sub-ledger under the governance account.
-- example_fails_zh: 治理子台账挂在业主账户下，或没有上级。
-- example_fails_en: A governance sub-ledger under an owners' account, or under none.
-- excludes_zh: 上级是不是独立账户，由另一条规则看。
-- excludes_en: Whether the parent is an account of its own, which another rule looks at.
-- tests:    funds
-- reads:    funds
select funds.file, funds.line, 'parent_fund_id' as column_name, funds.fund_id, funds.kind,
    coalesce(funds.parent_fund_id, '(空 blank)') as parent_fund_id, coalesce(parent.kind, '…') as parent_kind
from funds
left join funds as parent on parent.fund_id = funds.parent_fund_id
where funds.account_kind = 'subledger' and parent.kind is distinct from funds.kind
order by all
