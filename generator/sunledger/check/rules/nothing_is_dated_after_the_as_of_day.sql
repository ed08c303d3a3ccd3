-- title_zh: 没有未来的记录
-- title_en: Nothing is dated after the as-of day
-- severity: error
-- why_zh:   账目截至日以后的公示、决定、变动、更名、放款、还款、答复和更正还没有发生，写上去就是写错了。
-- why_en:   Notices, decisions, events, renamings, loans, repayments, answers and corrections after the as-of day have not happened; such a day is wrong.
-- message_zh: {dataset} 的 {column_name} 是 {day}，账目只到 {as_of}
-- message_en: {column_name} in {dataset} is {day}; the accounts end on {as_of}
-- fix_zh:   改正日期；如果确实已经发生，把 profile.toml 的 as_of 改到那天或以后。
-- fix_en:   Mend the day; if it has happened, set as_of in profile.toml to that day or later.
-- example_passes_zh: 账目截至 7 月 15 日，公示在 7 月 10 日。
-- example_passes_en: The accounts end on 15 July; a notice was posted on 10 July.
-- example_fails_zh: 账目截至 7 月 15 日，决定写在 7 月 20 日。
-- example_fails_en: The accounts end on 15 July; a decision is dated 20 July.
-- excludes_zh: 档案没有写 as_of 的县；可以在未来的日期：公示截止、答复期限、合同起止、贷款到期、合伙人退出、方案生效、项目结束、单位撤并；收支的月份由另一条规则看。
-- excludes_en: Counties whose profile gives no as_of; days that may lie ahead: the end of a notice, due days, terms of contracts and schemes, ends of projects and
--           partnerships, retirement of units; months of revenue and payments, which another rule looks at.
-- tests:    counties
-- reads:    counties, renamings, postings, decisions, space_events, spaces, corrections, objections, audits, services, funds, partners, loans, loan_repayments
with days as (
    select 'postings' as dataset, file, line, 'posted_on' as column_name, posted_on as day from postings
    union all
    select 'renamings', file, line, 'renamed_on', renamed_on from renamings
    union all
    select 'decisions', file, line, 'decided_on', decided_on from decisions
    union all
    select 'space_events', file, line, 'event_on', event_on from space_events
    union all
    select 'spaces', file, line, 'listed_on', listed_on from spaces
    union all
    select 'spaces', file, line, 'recovered_on', recovered_on from spaces
    union all
    select 'spaces', file, line, 'activated_on', activated_on from spaces
    union all
    select 'corrections', file, line, 'corrected_on', corrected_on from corrections
    union all
    select 'objections', file, line, 'asked_on', asked_on from objections
    union all
    select 'objections', file, line, 'answered_on', answered_on from objections
    union all
    select 'audits', file, line, 'published_on', published_on from audits
    union all
    select 'funds', file, line, 'opened_on', opened_on from funds
    union all
    select 'partners', file, line, 'joined_on', joined_on from partners
    union all
    select 'loans', file, line, 'granted_on', granted_on from loans
    union all
    select 'loan_repayments', file, line, 'repaid_on', repaid_on from loan_repayments
    union all
    select 'services', file, line, 'month', cast(month || '-01' as date) from services
)
select days.file, days.line, column_name, dataset, day, as_of
from days
join counties on counties.county_id = split_part(days.file, '/', 2)
where counties.as_of_given and day > as_of
order by all
