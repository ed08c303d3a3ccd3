-- title_zh: 每季度都归集
-- title_en: Quarters are swept
-- severity: warning
-- why_zh:   收支两条线：公共收益的余额每季度归集到治理发展基金；到期没有归集齐的照实标明差多少、过了几天。
-- why_en:   Income and spending run on two lines: the balance of public income is swept into the governance fund every
--           quarter. What is past its day is shown with what is left and for how many days.
-- message_zh: 资金 {fund_id} {period} 应归集 {due}，已归集 {swept}，还差 {remaining}，过期 {days_overdue} 天
-- message_en: Fund {fund_id}: {due} was to be swept for {period}, {swept} was, {remaining} is left, {days_overdue} days overdue
-- fix_zh:   补归集后在 transfers.csv 补一行，period 写这个季度；多归集的退回记 returned。
-- fix_en:   Sweep the rest and add a row to transfers.csv with this quarter as period; a return is entered as returned.
-- example_passes_zh: 一季度末应归集 8000.00，3 月 27 日划转 8000.00。
-- example_passes_en: 8000.00 to sweep for the first quarter, moved on 27 March.
-- example_fails_zh: 应归集 8000.00，只划转 5000.00。
-- example_fails_en: 8000.00 to sweep, 5000.00 moved.
-- excludes_zh: 档案没有规定归集的资金。
-- excludes_en: Funds for which the profile asks no sweep.
-- tests:    sweep_dues
-- reads:    sweep_dues, funds
select funds.file, funds.line, '' as column_name, fund_id, period, due, swept, remaining, days_overdue
from sweep_dues
join funds using (fund_id)
where status in ('partial', 'missing')
order by all
