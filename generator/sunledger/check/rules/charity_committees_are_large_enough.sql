-- title_zh: 慈善基金管委会人数够
-- title_en: Charity committees are large enough
-- severity: error
-- why_zh:   社区慈善基金怎么用由管委会集体决定，人数不得少于县档案规定的下限；没有填人数等于没有管委会。
-- why_en:   A community charity fund is run by a committee of no fewer members than the profile says; a blank number is
--           no committee.
-- message_zh: 慈善资金 {fund_id} 的管委会是{committee_size}人，下限 {smallest} 人
-- message_en: Charity fund {fund_id} has a committee of {committee_size}; at least {smallest} are needed
-- fix_zh:   补齐管委会后更新 committee_size。
-- fix_en:   Complete the committee, then update committee_size.
-- example_passes_zh: committee_size 写 5，档案要求至少 3。
-- example_passes_en: committee_size 5 where the profile asks for 3.
-- example_fails_zh: committee_size 写 2 或空着。
-- example_fails_en: committee_size 2, or blank.
-- excludes_zh: 总账；委员是谁、是否领薪。
-- excludes_en: The pool, and who the members are or whether they are paid.
-- tests:    funds
-- reads:    funds, counties
select funds.file, funds.line, 'committee_size' as column_name, fund_id,
    coalesce(cast(committee_size as varchar), '(空 blank)') as committee_size, counties.smallest_committee as smallest
from funds
join counties on counties.county_id = split_part(funds.file, '/', 2)
where kind = 'charity' and account_kind = 'subledger' and coalesce(committee_size, 0) < counties.smallest_committee
order by all
