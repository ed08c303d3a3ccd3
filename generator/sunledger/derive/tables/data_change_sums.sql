-- title_zh: 数据变动的金额
-- title_en: Sums of data changes
-- why_zh:   一次提交动了多少钱：改后的合计减去改前的合计，按资金类型。一增一减会相抵，所以另列动过的金额，每一行的差不论正负加在一起。
--           读不出的金额不算。服务统计不进合计：人数太少时不公布，差额也不能让人算回去。
--           依法遮去的行，以前的金额也不进合计，只算现在公布着的。
-- why_en:   How much money a commit moved: sums after less sums before, by kind of fund. A rise and a fall cancel out, so the
--           money moved is told too, the difference of each row without its sign. Amounts that can't be read do not count.
--           Service statistics stay out: where too few people stand behind them, differences must not give them away.
--           Of a row redacted for a legal reason no earlier amount counts, only what is published now.
-- grain:    change × kind of fund
-- reads:    past_changes, past_rows, redacted_rows, corrections, revenue, disbursements, transfers, funds
-- needs:    past_changes, past_rows
with keys(dataset, "column") as (
    values ('revenue', 'entry_id'), ('disbursements', 'payment_id'), ('transfers', 'transfer_id'), ('funds', 'fund_id')
),
renamed as (
    select distinct corrections.dataset, corrections.row_key
    from corrections
    join keys on keys.dataset = corrections.dataset and keys."column" = corrections."column"
    join redacted_rows on redacted_rows.dataset = corrections.dataset
        and redacted_rows.row_key = corrections.old_value
),
redacted as (
    select dataset, row_key from redacted_rows
    union
    select dataset, row_key from renamed
    union
    select corrections.dataset, corrections.old_value
    from corrections
    join keys on keys.dataset = corrections.dataset and keys."column" = corrections."column"
    join renamed on renamed.dataset = corrections.dataset and renamed.row_key = corrections.row_key
    where corrections.old_value is not null
),
standing as (
    select 'revenue' as dataset, entry_id as row_key, fund_id, gross, cost, null as disbursed, null as transferred,
        null as opening
    from revenue
    union all
    select 'disbursements', payment_id, fund_id, null, null, amount, null, null from disbursements
    union all
    select 'transfers', transfer_id, from_fund_id, null, null, null, amount, null from transfers
    union all
    select 'funds', fund_id, fund_id, null, null, null, null, opening_balance from funds
),
told as (
    select past_rows.*
    from past_rows
    left join redacted on redacted.dataset = past_rows.dataset and redacted.row_key = past_rows.row_key
    where redacted.row_key is null or exists (
        from standing
        where standing.dataset = past_rows.dataset and standing.row_key = past_rows.row_key
            and standing.fund_id = past_rows.fund_id
            and standing.gross is not distinct from past_rows.gross
            and standing.cost is not distinct from past_rows.cost
            and standing.disbursed is not distinct from past_rows.disbursed
            and standing.transferred is not distinct from past_rows.transferred
            and standing.opening is not distinct from past_rows.opening
    )
),
differences as (
    select told.change_id, told.dataset, told.row_key, told.copy,
        coalesce(funds.kind, 'gone') as fund_kind,
        sum(told.side * told.gross) as gross,
        sum(told.side * told.cost) as cost,
        sum(told.side * told.disbursed) as disbursed,
        sum(told.side * told.transferred) as transferred,
        sum(told.side * told.opening) as opening
    from told
    left join funds on funds.fund_id = told.fund_id
    where told.dataset in ('revenue', 'disbursements', 'transfers', 'funds')
    group by told.change_id, told.dataset, told.row_key, told.copy, coalesce(funds.kind, 'gone')
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
