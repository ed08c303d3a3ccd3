-- title_zh: 公示先贴后取
-- title_en: Notices come down after they went up
-- severity: error
-- why_zh:   截止日期早于张贴日期，必有一个写错，张贴天数就算不出来。
-- why_en:   If a notice ends before it begins, one of the days is wrong and the days it stayed up can't be counted.
-- message_zh: 资金 {fund_id} {month} 的公示 {posted_on} 贴出，却在 {posted_until} 截止
-- message_en: The notice of fund {fund_id} for {month} was posted on {posted_on} and ended on {posted_until}
-- fix_zh:   改正写错的日期；还在张贴就把 posted_until 空着。
-- fix_en:   Mend the wrong day; leave posted_until blank while the notice is up.
-- example_passes_zh: 7 月 1 日贴出，7 月 10 日截止。
-- example_passes_en: Posted on 1 July, ended on 10 July.
-- example_fails_zh: 7 月 10 日贴出，7 月 1 日截止。
-- example_fails_en: Posted on 10 July, ended on 1 July.
-- excludes_zh: 截止日期空着的公示。
-- excludes_en: Notices without a last day.
-- tests:    postings
-- reads:    postings
select file, line, 'posted_until' as column_name, fund_id, month, posted_on, posted_until
from postings
where posted_until < posted_on
order by all
