-- title_zh: 分成按合同计算
-- title_en: Shares follow their contract
-- severity: error
-- why_zh:   营业额或利润的分成按自然年、只对超过起点的部分计算，四舍五入到分；按月各算各的、没有写明折算却缩小起点、
--           把利润当净利润，数就不对。一分没收的算欠收，另有提醒。
-- why_en:   A share of turnover or profit is taken by calendar year of the part above the threshold, half up to the fen.
--           Taken month by month, with a threshold shrunk without a clause, or of profit where the contract says net
--           profit, it comes out wrong. Nothing received at all is arrears, which another rule tells.
-- message_zh: 合同 {contract_id} {year} 年分成应收 {due}，实收 {received}，差 {difference}
-- message_en: Contract {contract_id}: the share for {year} is {due}, received {received}, difference {difference}
-- fix_zh:   核对申报的营业额或利润、合同的分成比例、起点和折算条款，以及这一年收到的分成。
-- fix_en:   Check the turnover or profit reported, the contract's rate, threshold and proration, and the shares entered for the year.
-- example_passes_zh: 营业额 812345.60，起点 500000，5%，收 15617.28。
-- example_passes_en: Turnover 812345.60, threshold 500000, 5 %: 15617.28 received.
-- example_fails_zh: 同样的营业额，按全额收了 40617.28。
-- example_fails_en: The same turnover, shared in full: 40617.28 received.
-- excludes_zh: 没有申报营业额或利润的年份。
-- excludes_en: Years without a reported turnover or profit.
-- tests:    contract_dues
-- reads:    contract_dues, turnovers, contracts
select turnovers.file, turnovers.line, contracts.share_of as column_name, contract_id, turnovers.year, due, received, difference
from contract_dues
join turnovers using (contract_id)
join contracts using (contract_id)
where kind = 'revenue_share' and received <> 0 and difference <> 0
    and turnovers.year = cast(left(due_month, 4) as integer) - case when right(due_month, 2) = '01' then 1 else 0 end
order by all
