with covered as (
  select audits.audit_id, audits.community_id from open.audits
  union
  select audit_coverage.audit_id, funds.community_id
  from open.audit_coverage join open.funds using (fund_id)
  where not $everywhere
)
select
  covered.community_id as unit,
  audits.audit_id as audit,
  audits.community_id as audited,
  named(units.name, units.name_en) as audited_name,
  named(auditors.name, auditors.name_en) as auditor,
  said_audits_kind(audits.kind) as kind,
  said_audits_method(audits.method) as method,
  audits.scope as scope,
  said_audits_fund_kind(audits.fund_kind) as fund_kind,
  audits.period_from as period_from,
  audits.period_to as period_to,
  coalesce(day(audits.published_on), '') as published_on,
  count_text(audits.findings) as findings,
  count_text(audits.rectified) as rectified,
  audits.findings > 0 as found_any,
  audits.rectified < audits.findings as open_findings,
  coalesce(count_text(audit_reach.funds_in_reach), '') as in_reach,
  coalesce(count_text(audit_reach.funds_covered), '') as reached,
  coalesce(audit_reach.funds_missed, 0) as missed
from covered
join open.audits using (audit_id)
join open.communities as units on units.community_id = audits.community_id
left join derived.audit_reach using (audit_id)
left join open.organisations as auditors on auditors.organisation_id = audits.auditor_id
where $everywhere or covered.community_id in (from these_units)
order by covered.community_id, audits.period_to desc, audits.audit_id
