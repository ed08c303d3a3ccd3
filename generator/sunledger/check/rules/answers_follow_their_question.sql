-- title_zh: 先问后答
-- title_en: Answers follow their question
-- severity: error
-- why_zh:   答复或期限早于提问，必有一个日期写错，逾期也就算不准。
-- why_en:   An answer or a due day before the question has a wrong date, and the days late can't be counted.
-- message_zh: 疑问 {objection_id} 在 {asked_on} 提出，{column_name} 却是 {day}
-- message_en: Objection {objection_id} was asked on {asked_on}, yet {column_name} is {day}
-- fix_zh:   改正写错的日期。
-- fix_en:   Mend the wrong day.
-- example_passes_zh: 3 月 1 日问，3 月 5 日答。
-- example_passes_en: Asked on 1 March, answered on 5 March.
-- example_fails_zh: 3 月 1 日问，2 月 5 日答。
-- example_fails_en: Asked on 1 March, answered on 5 February.
-- excludes_zh: 还没有答复的疑问只看期限。
-- excludes_en: Of objections without an answer only the due day is looked at.
-- tests:    objections
-- reads:    objections
select file, line, case when due_on < asked_on then 'due_on' else 'answered_on' end as column_name, objection_id,
    asked_on, case when due_on < asked_on then due_on else answered_on end as day
from objections
where due_on < asked_on or answered_on < asked_on
order by all
