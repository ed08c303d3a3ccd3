-- title_zh: 分项余额
-- title_en: Bucket balances
-- why_zh:   每个分项月初剩余、当月分得、划转、支用和月末剩余。方案不分的钱（期初余额、划入、未弥补的亏损）列在“未分配”。
--           一笔资金各分项的剩余合计等于它的结余。
-- why_en:   What each bucket had, got, moved, spent and has left. Money no scheme divides (opening balance, transfers
--           in, losses not made up) stands as unallocated. The buckets of a fund add up to its balance.
-- grain:    fund × month × bucket
-- reads:    funds, fund_months, schemes, allocations, disbursements, transfers
-- needs:    fund_months, funds
with buckets as (
    select funds.fund_id, schemes.bucket, arg_max(schemes.name, schemes.valid_from) as name,
        arg_max(coalesce(schemes.name_en, schemes.name), schemes.valid_from) as name_en,
        arg_max(schemes.position, schemes.valid_from) as position
    from funds
    join schemes using (scheme_id)
    group by funds.fund_id, schemes.bucket
    union all
    select fund_id, 'unallocated', '未分配', 'Not divided', 999 from funds where scheme_id is not null
),
divided as (
    select fund_id, month, bucket, amount from allocations
    union all
    select fund_months.fund_id, fund_months.month, 'unallocated',
        fund_months.net - coalesce(sum(allocations.amount), 0)
    from fund_months
    left join allocations using (fund_id, month)
    group by fund_months.fund_id, fund_months.month, fund_months.net
),
moves as (
    select fund_id, month, bucket, amount as allocated, 0 as transferred, 0 as disbursed from divided
    union all
    select fund_id, strftime(paid_on, '%Y-%m'), coalesce(bucket, 'unallocated'), 0, 0, amount
    from disbursements
    where not coalesce(in_kind, false)
    union all
    select from_fund_id, strftime(moved_on, '%Y-%m'), coalesce(bucket, 'unallocated'), 0, -amount, 0 from transfers
    union all
    select to_fund_id, strftime(moved_on, '%Y-%m'), 'unallocated', 0, amount, 0 from transfers
),
monthly as (
    select fund_months.fund_id, fund_months.month, buckets.bucket, buckets.name, buckets.name_en, buckets.position,
        case when buckets.bucket = 'unallocated' then funds.opening_balance else 0 end as opening_balance,
        coalesce(sum(moves.allocated), 0) as allocated, coalesce(sum(moves.transferred), 0) as transferred,
        coalesce(sum(moves.disbursed), 0) as disbursed
    from fund_months
    join funds using (fund_id)
    join buckets using (fund_id)
    left join moves on moves.fund_id = fund_months.fund_id and moves.month = fund_months.month
        and moves.bucket = buckets.bucket
    group by all
),
running as (
    select *, opening_balance + sum(allocated + transferred - disbursed)
        over (partition by fund_id, bucket order by month) as closing
    from monthly
)
select fund_id, month, bucket, name, name_en, position, closing - allocated - transferred + disbursed as opening,
    allocated, transferred, disbursed, closing
from running
order by fund_id, month, position, bucket
