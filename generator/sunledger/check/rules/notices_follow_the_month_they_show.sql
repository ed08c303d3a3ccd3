-- title_zh: 月份过完再公示
-- title_en: Notices follow the month they show
-- severity: error
-- why_zh:   月份还没过完，账就没有记完，贴出来的不是这个月的账。
-- why_en:   Before a month is over its account is not complete, and what was posted is not that month's account.
-- message_zh: 资金 {fund_id} 在 {posted_on} 公示 {month} 的账，那时这个月还没过完
-- message_en: Fund {fund_id} posted {month} on {posted_on}, before the month was over
-- fix_zh:   改正月份或张贴日期。
-- fix_en:   Mend the month or the day.
-- example_passes_zh: 2025-06 的账 7 月 3 日贴出。
-- example_passes_en: The account of 2025-06 was posted on 3 July.
-- example_fails_zh: 2025-06 的账 6 月 20 日贴出。
-- example_fails_en: The account of 2025-06 was posted on 20 June.
-- excludes_zh: 月末当天贴出的公示。
-- excludes_en: Notices posted on the month's last day.
-- tests:    postings
-- reads:    postings
select file, line, 'posted_on' as column_name, fund_id, month, posted_on
from postings
where posted_on < last_day(cast(month || '-01' as date))
order by all
