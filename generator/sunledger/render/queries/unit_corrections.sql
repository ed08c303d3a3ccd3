with owners as (
  select fund_id as row_key, community_id, 'funds' as dataset, '' as month from open.funds
  union all
  select revenue.entry_id, funds.community_id, 'revenue', case when basis <> 'in_kind' then revenue.month else '' end
  from open.revenue join open.funds using (fund_id)
  union all
  select payment_id, funds.community_id, 'disbursements', case when coalesce(in_kind, false) then '' else month_of(paid_on) end
  from open.disbursements join open.funds using (fund_id)
  union all
  select fund_id || '/' || month, funds.community_id, 'statements', '' from open.statements join open.funds using (fund_id)
  union all
  select project_id, community_id, 'projects', '' from open.projects
  union all
  select space_id, community_id, 'spaces', '' from open.spaces
  union all
  select community_id, community_id, 'communities', '' from open.communities
)
select
  owners.community_id as unit,
  corrections.correction_id as correction,
  day(corrections.corrected_on) as corrected_on,
  h(corrections.dataset) as dataset,
  h(corrections.row_key) as row_key,
  owners.month as month,
  h(corrections.column) as column_name,
  coalesce(spoken(corrections.old_value), '') as old_value,
  coalesce(spoken(corrections.new_value), '') as new_value,
  spoken(corrections.reason) as reason,
  spoken(corrections.decided_by) as decided_by
from open.corrections
join owners on owners.dataset = corrections.dataset and owners.row_key = corrections.row_key
where owners.community_id in (from these_units)
order by owners.community_id, corrections.corrected_on desc, corrections.correction_id
