-- title_zh: 收到的租金不多于应收
-- title_en: Rents received have fallen due
-- severity: error
-- why_zh:   租金多收一分，不是合同变了没有登记，就是记重、记错了。正好预收下一期的不算多收；少收的是欠租，另有提醒。
-- why_en:   A fen more rent than is due means an unrecorded change of the contract or a wrong entry. Exactly the next
--           period's rent may come ahead; less than is due is arrears, which another rule tells.
-- message_zh: 合同 {contract_id} {due_month} 这一期应收 {due}，实收 {received}，到此累计多收 {ahead}
-- message_en: Contract {contract_id}: {due} is due for {due_month}, received {received}, now {ahead} ahead
-- fix_zh:   核对金额和月份；合同改了租金、递增或免租期，先改合同登记。
-- fix_en:   Check amount and month; if rent, step or free months were agreed anew, mend the contract first.
-- example_passes_zh: 季租 6900.00，一月收到 6900.00。
-- example_passes_en: Rent of 6900.00 a quarter, received in January.
-- example_fails_zh: 季租 6900.00，一月收到 7900.00。
-- example_fails_en: Rent of 6900.00 a quarter, 7900.00 received in January.
-- excludes_zh: 预付正好一期的租金。
-- excludes_en: Exactly one period's rent paid ahead.
-- tests:    contract_dues
-- reads:    contract_dues, contracts, revenue, counties
with running as (
    select contract_id, project_id, due_month, due, received, lead(due) over in_order as next_due,
        coalesce(lead(due_month) over in_order, '9999-12') as next_month, sum(received - due) over in_order as ahead
    from contract_dues
    where kind = 'base_rent'
    window in_order as (partition by contract_id order by due_month)
),
over as (
    select running.*
    from running
    join contracts using (contract_id)
    join counties on counties.county_id = split_part(contracts.file, '/', 2)
    where received > due and ahead > 0 and ahead is distinct from coalesce(
        next_due, case when strftime(contracts.ends_on, '%Y-%m') > counties.last_month then due end)
)
select arg_max(revenue.file, (revenue.month, entry_id)) as file, arg_max(revenue.line, (revenue.month, entry_id)) as line,
    'gross' as column_name, contract_id, due_month, due, received, ahead
from over
join revenue on revenue.project_id = over.project_id and revenue.basis = 'base_rent'
    and revenue.month < over.next_month
group by contract_id, due_month, due, received, ahead
order by all
