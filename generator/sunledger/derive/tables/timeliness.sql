-- title_zh: 公示及时
-- title_en: Timeliness
-- why_zh:   县档案规定每类资金多久公示一次、几日前公示。过了期限还没有公示记录就是“未公布”，绝不当作零；
--           账目截至日还没到期限的是“未到期”。档案没有规定的资金不评价；单位撤并以后，钱已划清的月份不再评价。
-- why_en:   The county's profile says how often each kind of fund is posted and by which day. Past that day without
--           a posting a month is missing, never zero; before it, the month is not yet due. Kinds without a duty are
--           not judged, nor are months after a unit was retired once its money has been handed over.
-- grain:    fund × month
-- reads:    fund_months, duties, counties, communities, postings, revenue
-- needs:    communities, counties, duties, fund_months
with periods as (
    select fund_months.fund_id, fund_months.community_id, fund_months.county_id, fund_months.month,
        fund_months.entries, duties.due_day, counties.as_of,
        cast(fund_months.month || '-01' as date) as first_day,
        case duties.cadence when 'quarterly' then 3 when 'half_yearly' then 6 when 'yearly' then 12 else 1 end as span
    from fund_months
    join counties on counties.county_id = fund_months.county_id
    join duties on duties.county_id = fund_months.county_id and duties.fund_kind = fund_months.kind
    join communities on communities.community_id = fund_months.community_id
    where communities.retired_on is null or fund_months.month <= strftime(communities.retired_on, '%Y-%m')
        or fund_months.closing <> 0 or fund_months.entries > 0
),
ends as (
    select *, cast(first_day + to_months(span - 1 - (month(first_day) - 1) % span) as date) as end_month
    from periods
),
dated as (
    select *, strftime(end_month, '%Y-%m') as last_of_period,
        strftime(end_month - to_months(span - 1), '%Y-%m') as first_of_period,
        cast(end_month + to_months(1) as date) as after_period,
        least(
            cast(end_month + to_months(1) as date) + (due_day - 1),
            last_day(cast(end_month + to_months(1) as date))
        ) as due_on
    from ends
),
nils as (
    select fund_id, month, count(*) as nil_rows from revenue where basis = 'nil' group by fund_id, month
),
posted as (
    select dated.fund_id, dated.month, min(postings.posted_on) as posted_on,
        arg_min_null(postings.posted_until, (postings.posted_on, postings.month)) as posted_until
    from dated
    join postings on postings.fund_id = dated.fund_id
        and postings.month between dated.first_of_period and dated.last_of_period
        and (postings.month >= dated.month or postings.posted_on >= dated.after_period)
    where postings.posted_on <= dated.as_of
    group by dated.fund_id, dated.month
)
select dated.fund_id, community_id, county_id, dated.month, due_on, posted.posted_on, posted.posted_until,
    case
        when posted.posted_on is null and as_of > due_on then 'missing'
        when posted.posted_on is null then 'pending'
        when posted.posted_on > due_on then 'late'
        when nils.nil_rows > 0 and nils.nil_rows = entries then 'nil'
        else 'reported'
    end as status,
    case
        when posted.posted_on > due_on then posted.posted_on - due_on
        when posted.posted_on is null and as_of > due_on then as_of - due_on
        else 0
    end as days_late,
    posted.posted_until - posted.posted_on + 1 as days_posted
from dated
left join posted on posted.fund_id = dated.fund_id and posted.month = dated.month
left join nils on nils.fund_id = dated.fund_id and nils.month = dated.month
order by dated.fund_id, dated.month
