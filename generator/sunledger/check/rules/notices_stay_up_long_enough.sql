-- title_zh: 公示贴够天数
-- title_en: Notices stay up long enough
-- severity: warning
-- why_zh:   县档案规定公示单要贴几天；贴得太短，上班的人就看不到。
-- why_en:   The profile says for how many days a notice stays up; too short a time hides it from people at work.
-- message_zh: 资金 {fund_id} {month} 的公示贴了 {days} 天，应不少于 {posting_days} 天
-- message_en: The notice of fund {fund_id} for {month} stayed up {days} days, not the {posting_days} it should
-- fix_zh:   补贴到规定天数，并把 posted_until 改成实际的最后一天。
-- fix_en:   Put it up again for the days that lack, and set posted_until to the real last day.
-- example_passes_zh: 应贴 10 天，7 月 1 日贴出，7 月 10 日取下。
-- example_passes_en: Ten days asked for; posted on 1 July, taken down on 10 July.
-- example_fails_zh: 应贴 10 天，7 月 1 日贴出，7 月 9 日取下。
-- example_fails_en: Ten days asked for; posted on 1 July, taken down on 9 July.
-- excludes_zh: 截止日期空着的，视为还在张贴；没有公示义务或没有规定天数的资金。
-- excludes_en: Notices without a last day, taken to be still up; funds without a duty or without a number of days.
-- tests:    postings
-- reads:    postings, funds, lineage, duties
select postings.file, postings.line, 'posted_until' as column_name, fund_id, postings.month,
    posted_until - posted_on + 1 as days, posting_days
from postings
join funds using (fund_id)
join lineage on lineage.community_id = funds.community_id and lineage.distance = 0
join duties on duties.county_id = lineage.county_id and duties.fund_kind = funds.kind
where posted_until >= posted_on and posted_until - posted_on + 1 < posting_days
order by all
