-- title_zh: 答复和日期成对
-- title_en: Answers carry their date
-- severity: error
-- why_zh:   有答复没日期，看不出逾期没有；有日期没答复，等于没答。
-- why_en:   An answer without a day can't be judged; a day without an answer answers nothing.
-- message_zh: 疑问 {objection_id} 的答复和答复日期只填了一个
-- message_en: Objection {objection_id} has either an answer or its day, not both
-- fix_zh:   补上另一个；还没答复就两个都空着。
-- fix_en:   Fill in the other; leave both blank until it is answered.
-- example_passes_zh: answered_on 写 2025-03-05，answer 写“旧门禁已坏。”。
-- example_passes_en: answered_on is 2025-03-05 and answer says “The old lock was broken.”
-- example_fails_zh: answered_on 写 2025-03-05，answer 空着。
-- example_fails_en: answered_on is 2025-03-05, answer is blank.
-- excludes_zh: 两个都空着的疑问。
-- excludes_en: Objections with both cells blank.
-- tests:    objections
-- reads:    objections
select file, line, case when answer is null then 'answer' else 'answered_on' end as column_name, objection_id
from objections
where (answer is null) <> (answered_on is null)
order by all
