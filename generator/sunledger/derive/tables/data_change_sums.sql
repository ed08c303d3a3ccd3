-- title_zh: 数据变动的金额
-- title_en: Sums of data changes
-- why_zh:   一次提交动了多少钱：改后的合计减去改前的合计，按资金类型。一增一减会相抵，所以另列动过的金额，每一行的差不论正负加在一起。
--           读不出的金额不算。服务统计不进合计：人数太少时不公布，差额也不能让人算回去。
-- why_en:   How much money a commit moved: sums after less sums before, by kind of fund. A rise and a fall cancel out, so the
--           money moved is told too, the difference of each row without its sign. Amounts that can't be read do not count.
--           Service statistics stay out: where too few people stand behind them, differences must not give them away.
-- grain:    change × kind of fund
-- reads:    past_changes, past_rows, funds
-- needs:    past_changes, past_rows
with differences as (
    select past_rows.change_id, past_rows.dataset, past_rows.row_key, past_rows.copy,
        coalesce(funds.kind, 'gone') as fund_kind,
        sum(past_rows.side * past_rows.gross) as gross,
        sum(past_rows.side * past_rows.cost) as cost,
        sum(past_rows.side * past_rows.disbursed) as disbursed,
        sum(past_rows.side * past_rows.transferred) as transferred,
        sum(past_rows.side * past_rows.opening) as opening
    from past_rows
    left join funds on funds.fund_id = past_rows.fund_id
    where past_rows.dataset in ('revenue', 'disbursements', 'transfers', 'funds')
    group by past_rows.change_id, past_rows.dataset, past_rows.row_key, past_rows.copy, coalesce(funds.kind, 'gone')
),
sums as (
    select change_id, fund_kind, sum(gross) as gross, sum(cost) as cost, sum(disbursed) as disbursed,
        sum(transferred) as transferred, sum(opening) as opening,
        sum(abs(coalesce(gross, 0)) + abs(coalesce(cost, 0)) + abs(coalesce(disbursed, 0))
            + abs(coalesce(transferred, 0)) + abs(coalesce(opening, 0))) as moved
    from differences
    group by change_id, fund_kind
    having moved <> 0
)
select sums.change_id, sums.fund_kind,
    try_cast(sums.gross as decimal(18, 2)) as gross, try_cast(sums.cost as decimal(18, 2)) as cost,
    try_cast(sums.disbursed as decimal(18, 2)) as disbursed,
    try_cast(sums.transferred as decimal(18, 2)) as transferred,
    try_cast(sums.opening as decimal(18, 2)) as opening, try_cast(sums.moved as decimal(18, 2)) as moved
from sums
join past_changes on past_changes.change_id = sums.change_id
order by past_changes.position, sums.fund_kind
