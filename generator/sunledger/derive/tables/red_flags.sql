-- title_zh: 待问线索
-- title_en: Red flags
-- why_zh:   账目里值得问一句的地方。每条是一个问题，不是结论：七天内付给同一收款方、每笔都刚好低于分级线；一年有五笔以上支出，
--           过半的钱分几次付给了一家；一笔资金里凭证号重复；规定要走步骤的支出没有事项；欠租超过三期；
--           银行余额与账面的差没有说明。
-- why_en:   Places in the accounts worth a question, not a verdict: payments to one payee within seven days, each just
--           below a tier; of a year's five payments or more, several to one payee that make up over half the money; a
--           voucher number used twice in a fund; money paid without a matter where steps are required; rent owed for
--           more than three periods; a difference between bank and books that nobody explained.
-- grain:    flag × row to look at first
-- reads:    disbursements, funds, lineage, tiers, approvals, contract_dues, projects, revenue, fund_months
-- needs:    contract_dues or disbursements or fund_months, contract_dues or fund_months or funds, disbursements or fund_months or projects, fund_months or funds or projects, fund_months or lineage
with payments as (
    select disbursements.*, funds.kind, funds.community_id, lineage.county_id
    from disbursements
    join funds using (fund_id)
    join lineage on lineage.community_id = funds.community_id and lineage.distance = 0
    where not coalesce(in_kind, false)
),
just_below as (
    select payments.*, tiers.at_least
    from payments
    join tiers on tiers.county_id = payments.county_id and tiers.at_least > 0
        and payments.amount < tiers.at_least and payments.amount * 10 >= tiers.at_least * 9
    where payee_id is not null
),
weeks as (
    select first_one.county_id, first_one.community_id, first_one.fund_id, first_one.payment_id,
        first_one.payee_id, first_one.at_least, first_one.paid_on as from_date, max(near.paid_on) as to_date, count(*) as occurrences,
        sum(near.amount) as amount
    from just_below as first_one
    join just_below as near on near.fund_id = first_one.fund_id and near.payee_id = first_one.payee_id
        and near.at_least = first_one.at_least
        and near.paid_on >= first_one.paid_on and near.paid_on <= first_one.paid_on + 6
    group by all
    having count(*) > 1 and count(distinct coalesce(near.matter_id, near.payment_id)) > 1
),
bursts as (
    select *
    from weeks
    where not exists (
        select 1 from weeks as earlier
        where earlier.fund_id = weeks.fund_id and earlier.payee_id = weeks.payee_id
            and earlier.at_least = weeks.at_least and earlier.to_date >= weeks.from_date
            and (earlier.from_date, earlier.payment_id) < (weeks.from_date, weeks.payment_id)
    )
),
payee_years as (
    select county_id, community_id, fund_id, payee_id, year(paid_on) as year,
        arg_min(payment_id, (paid_on, payment_id)) as payment_id, count(*) as occurrences, sum(amount) as amount,
        min(paid_on) as from_date, max(paid_on) as to_date
    from payments
    group by all
),
fund_spending as (
    select fund_id, year, sum(occurrences) as payments, sum(amount) as amount from payee_years group by fund_id, year
),
vouchers as (
    select county_id, community_id, fund_id, arg_min(payment_id, (paid_on, payment_id)) as payment_id,
        count(*) as occurrences, sum(amount) as amount, min(paid_on) as from_date, max(paid_on) as to_date
    from payments
    where voucher is not null
    group by county_id, community_id, fund_id, voucher
    having count(*) > 1
),
last_clear as (
    select contract_id, coalesce(max(due_month) filter (where arrears = 0), '') as month
    from contract_dues
    where kind = 'base_rent'
    group by contract_id
),
owing as (
    select lineage.county_id, projects.community_id, project_id, contract_id, count(*) as occurrences,
        arg_max(arrears, due_month) as amount, min(due_month) as from_month, max(due_month) as to_month
    from contract_dues
    join last_clear using (contract_id)
    join projects using (project_id)
    join lineage on lineage.community_id = projects.community_id and lineage.distance = 0
    where kind = 'base_rent' and due_month > last_clear.month
    group by lineage.county_id, projects.community_id, project_id, contract_id
    having count(*) > 3
),
payers as (
    select project_id, min(fund_id) as fund_id from revenue where project_id is not null group by project_id
),
differences as (
    select county_id, community_id, fund_id, arg_min(month, month) as from_month, max(month) as to_month,
        count(*) as occurrences, arg_max(difference, month) as amount
    from fund_months
    where difference <> 0
    group by county_id, community_id, fund_id
),
flags as (
    select 'split_payments' as flag, county_id, community_id, fund_id, 'disbursements' as dataset, payment_id as row_key,
        max(occurrences) as occurrences, max(amount) as amount, from_date, max(to_date) as to_date
    from bursts
    group by all
    union all
    select 'payee_concentration', county_id, community_id, payee_years.fund_id, 'disbursements', payment_id,
        occurrences, payee_years.amount, from_date, to_date
    from payee_years
    join fund_spending using (fund_id, year)
    where payee_id is not null and payments >= 5 and occurrences > 1
        and payee_years.amount * 2 > fund_spending.amount
    union all
    select 'duplicate_vouchers', county_id, community_id, fund_id, 'disbursements', payment_id, occurrences, amount,
        from_date, to_date
    from vouchers
    union all
    select 'spending_without_matter', county_id, community_id, fund_id, 'disbursements', payment_id, 1, amount, paid_on,
        paid_on
    from payments
    where matter_id is null and exists (
        select 1 from approvals where approvals.county_id = payments.county_id and approvals.fund_kind = payments.kind
    )
    union all
    select 'long_arrears', county_id, community_id, fund_id, 'contracts', contract_id, occurrences, amount,
        cast(from_month || '-01' as date), last_day(cast(to_month || '-01' as date))
    from owing
    left join payers using (project_id)
    union all
    select 'unexplained_difference', county_id, community_id, fund_id, 'statements', fund_id || '/' || from_month,
        occurrences, amount, cast(from_month || '-01' as date), last_day(cast(to_month || '-01' as date))
    from differences
)
select flag, 'notice' as severity, county_id, community_id, fund_id, dataset, row_key, occurrences, amount, from_date,
    to_date
from flags
order by flag, dataset, row_key
