select
  objections.community_id as unit,
  objections.objection_id as objection,
  coalesce(h(objections.about), '') as about,
  day(objections.asked_on) as asked_on,
  spoken(objections.question) as question,
  day(objections.due_on) as due_on,
  coalesce(day(objections.answered_on), '') as answered_on,
  coalesce(spoken(objections.answer), '') as answer,
  objections.answered_on is null and objections.due_on < counties.as_of as overdue
from open.objections
join derived.lineage on lineage.community_id = objections.community_id and lineage.distance = 0
join meta.counties on counties.county_id = lineage.county_id
where objections.community_id in (select unnest($units))
order by objections.community_id, objections.asked_on desc, objections.objection_id
