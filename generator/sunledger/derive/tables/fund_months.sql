-- title_zh: 资金月账
-- title_en: Fund months
-- why_zh:   本月结余 = 上月结余 + 净收入 + 划入 - 划出 - 支出；净收入 = 收入 - 合理成本（民法典第二百八十二条）。
--           没有账的月份也列出，收支为零、结余照转；是否公示另见“公示及时”。
-- why_en:   Closing = opening + net + transfers in - transfers out - disbursed; net = gross - reasonable cost
--           (Civil Code, article 282). A month without entries stands too, with its balance carried on; whether
--           it was posted is told by timeliness.
-- grain:    fund × month
-- reads:    funds, lineage, months, ledger_entries, revenue, disbursements, statements
-- needs:    funds, lineage, months
with grid as (
    select funds.fund_id, funds.community_id, lineage.county_id, funds.kind, months.month, funds.opening_balance,
        funds.account_kind
    from funds
    join lineage on lineage.community_id = funds.community_id and lineage.distance = 0
    join months on months.county_id = lineage.county_id and months.month >= strftime(funds.opened_on, '%Y-%m')
),
moves as (
    select fund_id, month, count(*) as entries,
        sum(money_in) filter (where dataset = 'revenue') as gross,
        sum(money_out) filter (where dataset = 'revenue') as cost,
        sum(money_in) filter (where dataset = 'transfers') as transfers_in,
        sum(money_out) filter (where dataset = 'transfers') as transfers_out,
        sum(money_out) filter (where dataset = 'disbursements') as disbursed
    from ledger_entries
    group by fund_id, month
),
gifts_received as (
    select fund_id, month, sum(gross) as amount from revenue where basis = 'in_kind' group by fund_id, month
),
gifts_given as (
    select fund_id, strftime(paid_on, '%Y-%m') as month, sum(amount) as amount
    from disbursements
    where in_kind
    group by all
),
filled as (
    select grid.*,
        coalesce(moves.gross, 0) as gross, coalesce(moves.cost, 0) as cost,
        coalesce(moves.transfers_in, 0) as transfers_in, coalesce(moves.transfers_out, 0) as transfers_out,
        coalesce(moves.disbursed, 0) as disbursed,
        coalesce(gifts_received.amount, 0) as in_kind_received, coalesce(gifts_given.amount, 0) as in_kind_given,
        coalesce(moves.entries, 0) as entries
    from grid
    left join moves using (fund_id, month)
    left join gifts_received using (fund_id, month)
    left join gifts_given using (fund_id, month)
),
running as (
    select *, gross - cost as net,
        opening_balance + sum(gross - cost + transfers_in - transfers_out - disbursed)
            over (partition by fund_id order by month) as closing
    from filled
),
subledgers as (
    select funds.parent_fund_id as fund_id, running.month, sum(running.closing) as closing
    from running
    join funds using (fund_id)
    where funds.parent_fund_id is not null
    group by all
)
select fund_id, community_id, county_id, kind, month,
    running.closing - net - transfers_in + transfers_out + disbursed as opening,
    gross, cost, net, transfers_in, transfers_out, disbursed, running.closing, in_kind_received, in_kind_given,
    case when account_kind = 'own' or statements.closing_balance is not null
        then running.closing + coalesce(subledgers.closing, 0) end as account_closing,
    statements.closing_balance as statement,
    statements.closing_balance - running.closing - coalesce(subledgers.closing, 0) as difference,
    entries
from running
left join subledgers using (fund_id, month)
left join statements using (fund_id, month)
order by fund_id, month
