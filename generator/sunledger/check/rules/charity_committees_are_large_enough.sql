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
-- tests:    funds
-- reads:    funds, counties
select funds.file, funds.line, 'committee_size' as column_name, fund_id,
    coalesce(cast(committee_size as varchar), '(空 blank)') as committee_size, counties.smallest_committee as smallest
from funds
join counties on counties.county_id = split_part(funds.file, '/', 2)
where kind = 'charity' and account_kind = 'subledger' and coalesce(committee_size, 0) < counties.smallest_committee
order by all
