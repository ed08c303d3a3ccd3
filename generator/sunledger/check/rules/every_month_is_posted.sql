-- title_zh: 每个月都公示
-- title_en: Every month is posted
-- severity: warning
-- why_zh:   到期没有公示的月份照实标明“未公布”，不当作零，也不挡住其他账目公布。
-- why_en:   A month past its day without a posting is shown as missing, never as zero, and holds up nothing else.
-- message_zh: 资金 {fund_id} {month} 的账应在 {due_on} 前公示，至今没有公示记录
-- message_en: Fund {fund_id}: the account of {month} was due by {due_on} and has not been posted
-- fix_zh:   公示以后在 postings.csv 补一行；没有收支也要零申报。
-- fix_en:   Post it and add a row to postings.csv; a month without money needs a nil return.
-- example_passes_zh: 2025-02 的账应在 3 月 10 日前公示，3 月 7 日贴出。
-- example_passes_en: The account of 2025-02 was due by 10 March and posted on 7 March.
-- example_fails_zh: 2025-02 的账应在 3 月 10 日前公示，到 4 月 15 日还没有公示记录。
-- example_fails_en: The account of 2025-02 was due by 10 March; on 15 April there is no posting.
-- excludes_zh: 县档案没有规定公示义务的资金；还没到期的月份；逾期但已公示的，在公示及时页标明天数。
-- excludes_en: Funds without a duty; months not yet due; months posted late, whose days the page on timeliness shows.
-- tests:    timeliness
-- reads:    timeliness, funds
select funds.file, funds.line, '' as column_name, fund_id, month, due_on, timeliness.community_id
from timeliness
join funds using (fund_id)
where status = 'missing'
order by all
