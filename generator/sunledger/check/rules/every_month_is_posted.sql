-- title_zh: 每个月都公示
-- title_en: Every month is posted
-- severity: warning
-- why_zh:   到期没有公示的月份照实标明“未公布”，不当作零，也不挡住其他账目公布。
-- why_en:   A month past its day without a posting is shown as missing, never as zero, and holds up nothing else.
-- message_zh: 资金 {fund_id} {month} 的账应在 {due_on} 前公示，至今没有公示记录
-- message_en: Fund {fund_id}: the account of {month} was due by {due_on} and has not been posted
-- fix_zh:   公示以后在 postings.csv 补一行；没有收支也要零申报。
-- fix_en:   Post it and add a row to postings.csv; a month without money needs a nil return.
-- tests:    timeliness
-- reads:    timeliness, funds
select funds.file, funds.line, '' as column_name, fund_id, month, due_on, timeliness.community_id
from timeliness
join funds using (fund_id)
where status = 'missing'
order by all
