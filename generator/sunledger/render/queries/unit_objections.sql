with entries as (
  select ledger_entries.entry_id, funds.community_id, min(ledger_entries.month) as month
  from derived.ledger_entries join open.funds using (fund_id)
  where ledger_entries.dataset in ('revenue', 'disbursements')
    and ledger_entries.entry_id in (select about from open.objections)
  group by ledger_entries.entry_id, funds.community_id
)
select
  objections.community_id as unit,
  named(units.name, units.name_en) as name,
  objections.objection_id as objection,
  coalesce(h(objections.about), '') as about,
  coalesce(entries.month, '') as about_month,
  day(objections.asked_on) as asked_on,
  spoken(objections.question) as question,
  day(clocks.due_on) as due_on,
  coalesce(day(clocks.answered_on), '') as answered_on,
  coalesce(spoken(objections.answer), '') as answer,
  clocks.status as status,
  said_objection_clocks_status(clocks.status) as status_label,
  clocks.days_late as days
from open.objections
join derived.objection_clocks as clocks using (objection_id)
join open.communities as units on units.community_id = objections.community_id
left join entries on entries.entry_id = objections.about and entries.community_id = objections.community_id
where $everywhere or objections.community_id in (from these_units)
order by objections.community_id, objections.asked_on desc, objections.objection_id
