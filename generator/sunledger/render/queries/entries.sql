with mine as materialized (
  select fund_id from open.funds where community_id in (from these_units)
),
-- Only what these funds have is looked through: of a large publisher that is little of each table.
entries as (from derived.ledger_entries semi join mine using (fund_id) where month >= $first),
income as (from open.revenue semi join mine using (fund_id)),
payments as (from open.disbursements semi join mine using (fund_id)),
moves as (
  from open.transfers
  where from_fund_id in (select fund_id from mine) or to_fund_id in (select fund_id from mine)
),
steps as (
  select
    decisions.matter_id,
    string_agg(
      named(coalesce(steps.name, decisions.body), steps.name_en) || ' ' || day(decisions.decided_on),
      ' → ' order by decisions.decided_on, steps.position, decisions.step
    ) as steps
  from open.decisions
  join open.matters using (matter_id)
  join mine using (fund_id)
  join open.funds using (fund_id)
  join derived.lineage on lineage.community_id = funds.community_id and lineage.distance = 0
  left join meta.steps on steps.county_id = lineage.county_id and steps.step = decisions.step
  group by decisions.matter_id
),
buckets as (
  select fund_id, month, bucket, named(name, name_en) as name
  from derived.bucket_balances
  where bucket <> 'unallocated'
    and fund_id in (select fund_id from mine)
)
select
  entries.fund_id as fund,
  entries.month as month,
  entries.entry_id || case when entries.dataset = 'transfers' and entries.money_in > 0 then '-in' else '' end as entry,
  entries.dataset as dataset,
  coalesce(day(entries.entered_on), '') as entered_on,
  case entries.dataset
    when 'revenue' then coalesce(said_revenue_category(entries.label), said_revenue_basis(income.basis))
    when 'disbursements' then said_disbursements_purpose(entries.label)
    when 'transfers' then said_transfers_reason(entries.label)
    else h(entries.label) end as label,
  coalesce(
    spoken(payments.description),
    nullif(concat_ws(' · ', named(projects.name, projects.name_en), spoken(income.note)), ''),
    transfers.period,
    '') as detail,
  coalesce(named(payees.name, payees.name_en), named(payers.name, payers.name_en),
           named(others.name, others.name_en), '') as other,
  coalesce(buckets.name, '') as bucket,
  case when entries.money_in <> 0 or entries.dataset = 'revenue' then yuan(entries.money_in) else '' end as money_in,
  case when entries.money_out <> 0 or entries.dataset = 'disbursements' then yuan(entries.money_out) else '' end as money_out,
  yuan(entries.balance) as balance,
  coalesce(steps.steps, '') as steps,
  coalesce(spoken(payments.voucher), '') as voucher,
  case when coalesce(payments.in_kind, false) or income.basis = 'in_kind' then true else false end as in_kind,
  h(entries.source_file) as file,
  h(case when starts_with(entries.source_file, 'data/')
         then entries.source_file[instr(entries.source_file[6:], '/') + 6:] else entries.source_file end) as below,
  entries.source_line as line,
  coalesce(commits.change_id, '') as commit
from entries
left join income on entries.dataset = 'revenue' and income.entry_id = entries.entry_id
left join open.projects on projects.project_id = income.project_id
left join open.organisations as payers on payers.organisation_id = income.payer_id
left join payments
  on entries.dataset = 'disbursements' and payments.payment_id = entries.entry_id
left join open.organisations as payees on payees.organisation_id = payments.payee_id
left join moves as transfers on entries.dataset = 'transfers' and transfers.transfer_id = entries.entry_id
left join open.funds as others
  on entries.dataset = 'transfers'
  and others.fund_id = case when transfers.from_fund_id = entries.fund_id
    then transfers.to_fund_id else transfers.from_fund_id end
left join buckets
  on buckets.fund_id = entries.fund_id and buckets.month = entries.month and buckets.bucket = entries.bucket
left join steps on steps.matter_id = payments.matter_id
asof left join meta.line_commits as commits
  on commits.file = entries.source_file and entries.source_line >= commits.line
order by entries.fund_id, entries.position
