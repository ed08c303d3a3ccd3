-- title_zh: 合同应收与实收
-- title_en: Contract dues
-- why_zh:   保底租金按计租期预收，记在每期第一个月；免租的整月不收，每满一年按约定递增（逐年复利，四舍五入到分）。
--           营业额、利润、净利润的分成按自然年、只对超过起点的部分计算，四舍五入到分，亏损不分：有起点的次年一月结清，
--           没有起点的当年按月收、年底结清。只有合同写明折算，首尾不满一期的租金、不满一年的起点才按月或按天缩小。
--           没有申报营业额或利润的年份不算。计租期从起租那天数起，月中起租、满一年的合同是十二期；按天折算的按自然月。
--           一个项目换了合同，同一段时间收的钱先抵先签的那份，余下的算后一份的。
-- why_en:   Base rent is due in advance, in the first month of each rent period; whole free months are left out, and each
--           full year raises it by the agreed step (compound, half up to the fen). A share of turnover, profit or net profit
--           is taken by calendar year of the part above the threshold only, half up to the fen, and of a loss nothing: with a
--           threshold it is settled the January after, without one within the year. The rent of a part period at either end
--           and the threshold of a part year shrink, by months or days, only where the contract says so. Years without a
--           reported turnover or profit are left out. Rent periods run from the day the contract starts, so a year from the
--           middle of a month has twelve; by days they are calendar months. Where a project changed contracts, money of one
--           time pays the earlier contract first and the later with the rest.
-- grain:    contract × kind of due × due month
-- reads:    contracts, projects, turnovers, revenue, lineage, counties
-- needs:    contracts, counties, lineage, projects
with terms as (
    select contracts.contract_id, contracts.project_id, contracts.base_rent, contracts.starts_on, contracts.ends_on,
        coalesce(contracts.rent_free_months, 0) as free_months, coalesce(contracts.step_percent, 0) as step_percent,
        contracts.share_rate, contracts.share_of, coalesce(contracts.share_above, 0) as share_above,
        contracts.proration, counties.last_month, cast(date_trunc('month', contracts.starts_on) as date) as first_month,
        least(contracts.ends_on, coalesce(projects.ended_on, contracts.ends_on)) as until_day,
        lead(strftime(contracts.starts_on, '%Y-%m')) over (
            partition by contracts.project_id order by contracts.starts_on, contracts.contract_id
        ) as successor_month,
        case contracts.rent_period when 'quarter' then 3 when 'year' then 12 else 1 end as span,
        least(date_diff('month', contracts.starts_on, month_start(counties.last_month)), 699) as months_since,
        cast(contracts.starts_on + to_months(cast(coalesce(contracts.rent_free_months, 0) as integer)) as date) as charged_from
    from contracts
    join projects using (project_id)
    join lineage on lineage.community_id = projects.community_id and lineage.distance = 0
    join counties on counties.county_id = lineage.county_id
),
numbered as (
    select *, unnest(generate_series(0, months_since // span)) as number
    from terms
    where base_rent > 0 and months_since >= 0
),
periods as (
    select *, number * span as month_index, date_sub('month', starts_on, until_day + 1)
            + case when begins(starts_on, date_sub('month', starts_on, until_day + 1)) <= until_day then 1 else 0 end
            as term_months,
        cast(first_month + to_months(cast(number * span as integer)) as date) as first_day,
        cast(first_month + to_months(cast((number + 1) * span as integer)) as date) as next_day,
        strftime(first_month + to_months(cast(number * span as integer)), '%Y-%m') as due_month,
        strftime(first_month + to_months(cast((number + 1) * span as integer)), '%Y-%m') as next_month
    from numbered
),
charged as (
    select *,
        case proration
            when 'by_days' then greatest(0, least(next_day, until_day + 1) - greatest(first_day, charged_from))
            when 'by_months' then greatest(0, least(month_index + span, term_months) - greatest(month_index, free_months))
            else greatest(0, month_index + span - greatest(month_index, free_months))
        end as part,
        case proration when 'by_days' then next_day - first_day else span end as whole
    from periods
    where case proration
        when 'by_days' then first_day <= until_day
        else begins(starts_on, month_index) <= until_day
        end
),
rent_dues as (
    select charged.contract_id, charged.project_id, starts_on, 'base_rent' as kind, due_month,
        half_up(list_reduce(
            cast(range(month_index // 12) as hugeint[]),
            lambda rent, year: half_up(rent * cast((100 + step_percent) * 10000 as hugeint), 1000000),
            fen(base_rent)
        ) * part, whole) as due_fen, due_month as from_month, due_month as together,
        case when successor_month > due_month then least(next_month, successor_month)
            when successor_month = due_month then strftime(cast(due_month || '-01' as date) + to_months(1), '%Y-%m')
            else next_month end as before_month
    from charged
),
share_years as (
    select terms.*, turnovers.year,
        case terms.share_of
            when 'turnover' then turnovers.turnover when 'profit' then turnovers.profit else turnovers.net_profit
        end as shared,
        greatest(terms.starts_on, make_date(turnovers.year, 1, 1)) as from_day,
        least(terms.ends_on, make_date(turnovers.year, 12, 31)) as to_day
    from turnovers
    join terms using (contract_id)
    where terms.share_rate > 0 and turnovers.year between year(terms.starts_on) and year(terms.ends_on)
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
    where shared is not null
),
share_dues as (
    select contract_id, project_id, starts_on, 'revenue_share' as kind,
        case when share_above > 0 then (year + 1) || '-01' else year || '-12' end as due_month,
        half_up(greatest(0, fen(shared) - threshold_fen) * cast(share_rate * 10000 as hugeint), 1000000) as due_fen,
        case when share_above > 0 then year || '-02' else year || '-01' end as from_month,
        cast(year as varchar) as together,
        case when share_above > 0 then (year + 1) || '-02' else (year + 1) || '-01' end as before_month,
        last_month
    from thresholds
),
dues as (
    select contract_id, project_id, starts_on, kind, due_month, due_fen, from_month, before_month, together from rent_dues
    union all
    select contract_id, project_id, starts_on, kind, due_month, due_fen, from_month, before_month, together
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
queued as (
    select dues.*, coalesce(fen(paid.received), 0) as paid_fen, sum(due_fen) over in_turn as due_so_far,
        lead(dues.contract_id) over in_turn is null as is_last,
        lag(coalesce(fen(paid.received), 0)) over in_turn as paid_before
    from dues
    left join paid using (contract_id, kind, due_month)
    window in_turn as (
        partition by dues.project_id, dues.kind, dues.together order by dues.starts_on, dues.contract_id
    )
),
settled as (
    select contract_id, project_id, kind, due_month, cast(due_fen as decimal(18, 0)) * 0.01 as due,
        cast(case when is_last then paid_fen else least(due_so_far, paid_fen) end
            - case when paid_before is null then 0 else least(due_so_far - due_fen, paid_before) end
            as decimal(18, 0)) * 0.01 as received
    from queued
)
select contract_id, project_id, kind, due_month, due, received, received - due as difference,
    greatest(sum(due - received) over (partition by contract_id, kind order by due_month), 0) as arrears
from settled
order by contract_id, kind, due_month
