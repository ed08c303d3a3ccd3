-- title_zh: 合同应收与实收
-- title_en: Contract dues
-- why_zh:   保底租金按计租期预收，记在每期第一个月；免租的整月不收，每满一年按约定递增（逐年复利，四舍五入到分）。
--           营业额分成按自然年、只对超过起点的部分计算，四舍五入到分：有起点的次年一月结清，没有起点的当年按月收、年底结清；
--           只有合同写明折算，不满一年时起点才按月或按天缩小。利润分成没有申报的利润可以核对，不在其中。
-- why_en:   Base rent is due in advance, in the first month of each rent period; whole free months are left out, and each
--           full year raises it by the agreed step (compound, half up to the fen). A share of turnover is taken by calendar
--           year of the part above the threshold only, half up to the fen: with a threshold it is settled the January
--           after, without one within the year. The threshold shrinks in a part year only where the contract says so.
--           Shares of profit are left out: no profit is reported to compare with.
-- grain:    contract × kind of due × due month
-- reads:    contracts, projects, turnovers, revenue, lineage, counties
with recursive terms as (
    select contracts.contract_id, contracts.project_id, contracts.base_rent, contracts.starts_on, contracts.ends_on,
        coalesce(contracts.rent_free_months, 0) as free_months, coalesce(contracts.step_percent, 0) as step_percent,
        contracts.share_rate, contracts.share_of, coalesce(contracts.share_above, 0) as share_above,
        contracts.proration, counties.last_month, cast(date_trunc('month', contracts.starts_on) as date) as first_month,
        least(
            strftime(contracts.ends_on, '%Y-%m'), coalesce(strftime(projects.ended_on, '%Y-%m'), '9999-12'),
            counties.last_month
        ) as until_month,
        case contracts.rent_period when 'quarter' then 3 when 'year' then 12 else 1 end as span
    from contracts
    join projects using (project_id)
    join lineage on lineage.community_id = projects.community_id and lineage.distance = 0
    join counties on counties.county_id = lineage.county_id
),
rents as (
    select contract_id, 0 as year, fen(base_rent) as rent, step_percent from terms where base_rent > 0
    union all
    select contract_id, year + 1, half_up(rent * cast((100 + step_percent) * 10000 as hugeint), 1000000), step_percent
    from rents
    where year < 60
),
periods as (
    select terms.*, number, number * span as month_index,
        strftime(first_month + to_months(cast(number * span as integer)), '%Y-%m') as due_month,
        strftime(first_month + to_months(cast((number + 1) * span as integer)), '%Y-%m') as next_month
    from terms, unnest(generate_series(0, 700)) as series(number)
    where base_rent > 0 and number * span < 700
        and strftime(first_month + to_months(cast(number * span as integer)), '%Y-%m') <= until_month
),
rent_dues as (
    select periods.contract_id, periods.project_id, 'base_rent' as kind, due_month,
        half_up(rents.rent * greatest(0, least(span, month_index + span - free_months)), span) as due_fen,
        case when month_index = 0 then strftime(first_month, '%Y-%m') else due_month end as from_month,
        next_month as before_month
    from periods
    join rents on rents.contract_id = periods.contract_id and rents.year = month_index // 12
),
share_years as (
    select terms.*, turnovers.year, turnovers.turnover,
        greatest(terms.starts_on, make_date(turnovers.year, 1, 1)) as from_day,
        least(terms.ends_on, make_date(turnovers.year, 12, 31)) as to_day
    from turnovers
    join terms using (contract_id)
    where terms.share_of = 'turnover' and terms.share_rate > 0
),
thresholds as (
    select *, case proration
        when 'by_days' then half_up(
            fen(share_above) * (to_day - from_day + 1),
            make_date(year, 12, 31) - make_date(year, 1, 1) + 1)
        when 'by_months' then half_up(
            fen(share_above) * (date_diff('month', date_trunc('month', from_day), date_trunc('month', to_day)) + 1), 12)
        else fen(share_above)
        end as threshold_fen
    from share_years
),
share_dues as (
    select contract_id, project_id, 'revenue_share' as kind,
        case when share_above > 0 then (year + 1) || '-01' else year || '-12' end as due_month,
        half_up(greatest(0, fen(turnover) - threshold_fen) * cast(share_rate * 10000 as hugeint), 1000000) as due_fen,
        case when share_above > 0 then year || '-02' else year || '-01' end as from_month,
        case when share_above > 0 then (year + 1) || '-02' else (year + 1) || '-01' end as before_month,
        last_month
    from thresholds
),
dues as (
    select contract_id, project_id, kind, due_month, due_fen, from_month, before_month from rent_dues
    union all
    select contract_id, project_id, kind, due_month, due_fen, from_month, before_month
    from share_dues
    where due_month <= last_month
),
paid as (
    select dues.contract_id, dues.kind, dues.due_month, sum(revenue.gross) as received
    from dues
    join revenue on revenue.project_id = dues.project_id and revenue.basis = dues.kind
        and revenue.month >= dues.from_month and revenue.month < dues.before_month
    group by all
),
settled as (
    select dues.contract_id, dues.project_id, dues.kind, dues.due_month,
        cast(dues.due_fen as decimal(18, 0)) * 0.01 as due, coalesce(paid.received, 0) as received
    from dues
    left join paid using (contract_id, kind, due_month)
)
select contract_id, project_id, kind, due_month, due, received, received - due as difference,
    greatest(sum(due - received) over (partition by contract_id, kind order by due_month), 0) as arrears
from settled
order by contract_id, kind, due_month
