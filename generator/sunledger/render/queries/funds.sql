select
  funds.community_id as unit,
  funds.fund_id as fund,
  named(funds.name, funds.name_en) as name,
  funds.kind as kind,
  said_funds_kind(funds.kind) as kind_label,
  funds.account_kind as account_kind,
  said_funds_account_kind(funds.account_kind) as account_label,
  parents.community_id as parent_unit,
  named(parents.name, parents.name_en) as parent_name,
  named(custodians.name, custodians.name_en) as custodian,
  count_text(funds.committee_size) as committee,
  spoken(schemes.authority) as authority,
  spoken(matters.title) as resolution,
  day(resolved.decided_on) as resolved_on,
  day(funds.opened_on) as opened_on,
  duties.cadence as cadence,
  duties.due_day as due_day,
  duties.posting_days as posting_days,
  named(duties.basis, duties.basis_en) as basis,
  h(funds.file) as file,
  funds.line as line
from open.funds
join derived.lineage on lineage.community_id = funds.community_id and lineage.distance = 0
left join open.funds as parents on parents.fund_id = funds.parent_fund_id
left join open.organisations as custodians on custodians.organisation_id = funds.custodian_id
left join open.matters on matters.matter_id = funds.resolution_id
left join (
  select matter_id, max(decided_on) as decided_on from open.decisions where outcome = 'approved' group by matter_id
) as resolved on resolved.matter_id = funds.resolution_id
left join (
  select scheme_id, max_by(authority, valid_from) as authority from open.schemes group by scheme_id
) as schemes on schemes.scheme_id = funds.scheme_id
left join meta.duties on duties.county_id = lineage.county_id and duties.fund_kind = funds.kind
where funds.community_id in (from these_units)
order by funds.community_id, funds.kind, funds.fund_id
