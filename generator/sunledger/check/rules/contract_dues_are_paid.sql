-- title_zh: 合同应收的都收到了
-- title_en: Contract dues are paid
-- severity: warning
-- why_zh:   租金、分成到期没收齐，欠多少、从哪个月欠起照实标明；欠着不催，就是少了大家的钱。
-- why_en:   Rent or a share that fell due and did not come in full is shown with the amount and the month it began;
--           what nobody asks for is lost to everyone.
-- message_zh: 合同 {contract_id} 自 {since} 起欠收 {arrears}，共 {periods} 期
-- message_en: Contract {contract_id} is {arrears} in arrears since {since}, over {periods} periods
-- fix_zh:   按合同催收；已经收到的补记收入，合同已改的先改登记。
-- fix_en:   Ask for it as the contract says; enter what has come in, or record what was agreed anew.
-- example_passes_zh: 每月租金 2300.00，每月都收到 2300.00。
-- example_passes_en: Rent of 2300.00 a month, received every month.
-- example_fails_zh: 三月的租金到六月还没有收到。
-- example_fails_en: March's rent has not come by June.
-- excludes_zh: 没有申报营业额或利润的年份的分成。
-- excludes_en: Shares of years without a reported turnover or profit.
-- tests:    contract_dues
-- reads:    contract_dues, contracts
with last_clear as (
    select contract_id, kind, coalesce(max(due_month) filter (where arrears = 0), '') as month
    from contract_dues
    group by contract_id, kind
),
owing as (
    select contract_id, kind, min(due_month) as since, arg_max(arrears, due_month) as arrears, count(*) as periods
    from contract_dues
    join last_clear using (contract_id, kind)
    where due_month > last_clear.month
    group by contract_id, kind
)
select contracts.file, contracts.line, case kind when 'base_rent' then 'base_rent' else 'share_rate' end as column_name,
    contract_id, since, arrears, periods
from owing
join contracts using (contract_id)
order by all
