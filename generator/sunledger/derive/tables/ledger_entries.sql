-- title_zh: 账目流水
-- title_en: Ledger entries
-- why_zh:   一笔资金的每一笔账按月排列，逐笔累计结余。实物不动用账户里的钱，不在其中。
-- why_en:   Every entry of a fund in order, with the balance after it. Gifts in kind move no money and are left out.
-- grain:    fund × entry
-- reads:    funds, revenue, disbursements, transfers
-- needs:    disbursements or revenue or transfers, funds
-- for_rules: view
with entries as (
    select fund_id, month, 1 as turn, 'revenue' as dataset, entry_id, null::date as entered_on, category as label,
        null as bucket, case when consent_publish or basis <> 'donation' then payer_id end as counterparty_id,
        gross as money_in, cost as money_out, file, line
    from revenue
    where basis <> 'in_kind'
    union all
    select fund_id, strftime(paid_on, '%Y-%m'), 3, 'disbursements', payment_id, paid_on, purpose,
        bucket, payee_id, 0, amount, file, line
    from disbursements
    where not coalesce(in_kind, false)
    union all
    select to_fund_id, strftime(moved_on, '%Y-%m'), 2, 'transfers', transfer_id, moved_on, reason,
        null, from_fund_id, amount, 0, file, line
    from transfers
    union all
    select from_fund_id, strftime(moved_on, '%Y-%m'), 4, 'transfers', transfer_id, moved_on, reason,
        bucket, to_fund_id, 0, amount, file, line
    from transfers
)
select fund_id, month, row_number() over in_order as position, dataset, entry_id, entered_on, label, bucket,
    counterparty_id, money_in, money_out,
    funds.opening_balance + sum(money_in - money_out) over in_order as balance,
    entries.file as source_file, entries.line as source_line
from entries
join funds using (fund_id)
window in_order as (
    partition by fund_id order by month, turn, entered_on, entry_id
    rows between unbounded preceding and current row
)
order by fund_id, position
