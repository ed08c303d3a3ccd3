-- title_zh: 按季归集
-- title_en: Sweep dues
-- why_zh:   县档案规定按季归集的资金，每季度把季末月的上月末结余（减去季末月里的支出）超过留存的部分归集走；季末月的收入留到下季度。
--           没归集走的钱下季度还在账上，会再算一次；多归集又退回的不算短少，归集了又退回该归集的，到真正归集齐那天才算齐；一个季度的短少，以后某个季度全部归集时一并补齐，算那天归集齐。
-- why_en:   A fund the profile has swept gives up, each quarter, what stood there beyond the reserve at the end of the
--           month before the quarter's last, less what was paid out in that last month; that month's income waits for
--           the next sweep. Money left lying counts again the quarter after. Money swept too much and
--           returned is no shortage; where what was due was returned, the sweep is complete when it came for good. A
--           shortage is made good by the day on which a later quarter is swept in full.
-- grain:    fund that is swept × quarter
-- reads:    funds, fund_months, sweeps, counties, transfers
-- needs:    counties, fund_months, sweeps
with quarters as (
    select closing_month.fund_id, closing_month.community_id, closing_month.county_id, sweeps.into_kind, sweeps.reserve,
        left(closing_month.month, 4) || '-Q' || ((cast(right(closing_month.month, 2) as integer) + 1) // 3) as period,
        cast(closing_month.month || '-01' as date) + to_months(2) as next_month, sweeps.due_day, counties.as_of,
        closing_month.closing - coalesce(last_month.disbursed, 0) as stood
    from fund_months as closing_month
    join sweeps on sweeps.county_id = closing_month.county_id and sweeps.from_kind = closing_month.kind
    join counties on counties.county_id = closing_month.county_id
    left join fund_months as last_month on last_month.fund_id = closing_month.fund_id
        and last_month.month = strftime(cast(closing_month.month || '-01' as date) + to_months(1), '%Y-%m')
    where right(closing_month.month, 2) in ('02', '05', '08', '11')
),
dues as (
    select *, greatest(stood - reserve, 0) as due,
        least(cast(next_month as date) + (due_day - 1), last_day(cast(next_month as date))) as due_on
    from quarters
),
moved as (
    select from_fund_id as fund_id, to_fund_id as other_id, period, moved_on, amount as swept, 0 as returned
    from transfers
    where reason = 'quarterly_sweep'
    union all
    select to_fund_id, from_fund_id, period, moved_on, 0, amount from transfers where reason = 'returned'
),
moves as (
    select dues.fund_id, dues.period, moved.moved_on, dues.due, moved.swept - moved.returned as amount,
        sum(moved.swept - moved.returned)
            over (partition by dues.fund_id, dues.period order by moved.moved_on) as swept_so_far
    from dues
    join moved using (fund_id, period)
    join funds as other on other.fund_id = moved.other_id and other.kind = dues.into_kind
),
lasting as (
    select *, min(swept_so_far) over (
            partition by fund_id, period order by moved_on range between current row and unbounded following
        ) as swept_for_good
    from moves
),
swept as (
    select fund_id, period, sum(amount) as swept, min(moved_on) filter (where swept_for_good >= due) as completed_on
    from lasting
    group by fund_id, period
),
own_quarter as (
    select dues.*, coalesce(swept.swept, 0) as swept,
        case when swept.swept >= dues.due then swept.completed_on end as completed_on
    from dues
    left join swept using (fund_id, period)
),
settled as (
    select *, min(completed_on) filter (where due > 0) over (
            partition by fund_id order by period rows between current row and unbounded following
        ) as settled_on
    from own_quarter
)
select fund_id, community_id, county_id, period, due_on, stood, due, swept,
    case when due = 0 or settled_on is not null then 0 else due - swept end as remaining,
    case when due > 0 then settled_on end as settled_on,
    case
        when due = 0 then 'nothing'
        when settled_on <= due_on then 'on_time'
        when settled_on > due_on then 'late'
        when as_of <= due_on then 'pending'
        when swept > 0 then 'partial'
        else 'missing'
    end as status,
    case when due = 0 then 0 else greatest(coalesce(settled_on, as_of) - due_on, 0) end as days_overdue
from settled
order by fund_id, period
