-- title_zh: 收益分配
-- title_en: Allocations
-- why_zh:   分的是净收入，不是营收。亏损先结转，弥补以后才分：可分配额是累计净收入创出的新高。
--           按比例向下取到分，剩下的分给余数最大的分项，余数相同按方案次序。开始适用方案以前的收入不分。
-- why_en:   What is divided is net income, not turnover. A loss is carried forward and made up first: distributable
--           is how far cumulative net income rose above its highest mark. Shares are cut down to the fen; the fen
--           left over go to the largest remainders, ties by the scheme's order. Income from before the scheme
--           applied is not divided.
-- grain:    fund × month × bucket
-- reads:    funds, fund_months, schemes
-- needs:    fund_months, funds, schemes
with income as (
    select fund_id, month, net, funds.scheme_id,
        sum(net) over (partition by fund_id order by month) as cumulative
    from fund_months
    join funds using (fund_id)
    where funds.scheme_id is not null
),
marks as (
    select *, greatest(max(cumulative) over (partition by fund_id order by month), 0) as high
    from income
),
steps as (
    select fund_id, month, net, scheme_id,
        coalesce(lag(high) over in_order, 0) - coalesce(lag(cumulative) over in_order, 0) as carried_loss,
        high - coalesce(lag(high) over in_order, 0) as distributable
    from marks
    window in_order as (partition by fund_id order by month)
),
shares as (
    select steps.*, schemes.bucket, schemes.position, schemes.percent,
        cast(distributable * 100 as hugeint) as fen,
        cast(distributable * 100 as hugeint) * cast(percent * 10000 as hugeint) // 1000000 as whole_fen,
        cast(distributable * 100 as hugeint) * cast(percent * 10000 as hugeint) % 1000000 as remainder
    from steps
    join schemes on schemes.scheme_id = steps.scheme_id
        and schemes.valid_from <= last_day(cast(steps.month || '-01' as date))
        and coalesce(schemes.valid_to, date '9999-12-31') >= last_day(cast(steps.month || '-01' as date))
),
ranked as (
    select *, fen - sum(whole_fen) over (partition by fund_id, month) as left_over,
        row_number() over (partition by fund_id, month order by remainder desc, position, bucket) as turn
    from shares
)
select fund_id, month, scheme_id, bucket, position, percent, net, carried_loss, distributable,
    cast(whole_fen + case when turn <= left_over then 1 else 0 end as decimal(18, 0)) * 0.01 as amount
from ranked
order by fund_id, month, position, bucket
