-- title_zh: 合同逐年应收
-- title_en: Contract years
-- why_zh:   每份合同每年应收多少、收了多少、到年底还欠多少，由合同应收与实收按年加出。分成算在营业额或利润所属的那一年。
--           营业额或利润没有申报的年份，应收空着，不当作零；还没到结算的年份，也空着。
-- why_en:   What each contract owed in a year, what came in and what was still owed at its end, added up from the dues.
--           A share belongs to the year of its turnover or profit. Where none was reported the due is blank, which is not
--           zero, and so it is where the year is not yet settled.
-- grain:    contract × kind of due × year
-- reads:    contract_dues, contracts, projects, turnovers, revenue, lineage, counties
-- needs:    contracts, counties, lineage, projects
with terms as (
    select contracts.contract_id, contracts.project_id, projects.community_id, lineage.county_id, counties.last_month,
        coalesce(contracts.share_above, 0) > 0 as has_threshold,
        contracts.share_rate > 0 as shares,
        year(contracts.starts_on) as first_year,
        least(year(contracts.ends_on), coalesce(year(projects.ended_on), 9999),
            cast(left(counties.last_month, 4) as integer)) as last_year
    from contracts
    join projects using (project_id)
    join lineage on lineage.community_id = projects.community_id and lineage.distance = 0
    join counties on counties.county_id = lineage.county_id
),
dues as (
    select terms.contract_id, contract_dues.kind,
        cast(left(due_month, 4) as integer)
            - case when contract_dues.kind = 'revenue_share' and has_threshold then 1 else 0 end as year,
        sum(due) as due, sum(received) as received, sum(difference) as difference,
        arg_max(arrears, due_month) as arrears
    from contract_dues
    join terms using (contract_id)
    group by all
),
share_years as (
    select contract_id, 'revenue_share' as kind, cast(number as integer) as year,
        case when has_threshold then (number + 1) || '-01' else number || '-12' end as settled_in,
        case when has_threshold then number || '-02' else number || '-01' end as from_month,
        case when has_threshold then (number + 1) || '-02' else (number + 1) || '-01' end as before_month
    from terms, unnest(generate_series(first_year, last_year)) as series(number)
    where shares
),
open_years as (
    select share_years.*, coalesce(sum(revenue.gross), 0) as received
    from share_years
    anti join dues on dues.contract_id = share_years.contract_id and dues.kind = share_years.kind
        and dues.year = share_years.year
    join terms on terms.contract_id = share_years.contract_id
    left join revenue on revenue.project_id = terms.project_id and revenue.basis = 'revenue_share'
        and revenue.month >= share_years.from_month and revenue.month < share_years.before_month
    group by all
),
years as (
    select contract_id, kind, year, due, received, difference, arrears, null as settled_in from dues
    union all
    select contract_id, kind, year, null, received, null, null, settled_in from open_years
)
select years.contract_id, terms.project_id, terms.community_id, terms.county_id, years.kind, years.year,
    case when years.kind = 'revenue_share' then turnovers.turnover end as turnover,
    years.due, years.received, years.difference, years.arrears,
    case
        when years.arrears > 0 then 'owed'
        when years.due is not null then 'settled'
        when years.settled_in > terms.last_month then 'pending'
        else 'unreported'
    end as status
from years
join terms using (contract_id)
left join turnovers on turnovers.contract_id = years.contract_id and turnovers.year = years.year
order by years.contract_id, years.kind, years.year
