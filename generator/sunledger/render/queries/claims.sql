select
  lineage.county_id as county,
  claims.claim_id as claim,
  claims.community_id as unit,
  named(units.name, units.name_en) as unit_name,
  named(claims.statement, claims.statement_en) as statement,
  said_claims_qualifier(claims.qualifier) as qualifier,
  plain(claims.value) as value,
  spoken(claims.unit) as unit_label,
  coalesce(day(claims.as_of), '') as as_of,
  spoken(claims.source) as source,
  coalesce(spoken(claims.scope), '') as scope,
  coalesce(h(claims.measure), '') as measure,
  coalesce(plain(checks.computed), '') as computed,
  checks.verdict as verdict,
  said_claim_checks_verdict(checks.verdict) as verdict_label,
  h(claims.file) as file,
  claims.line as line
from open.claims
join open.communities as units on units.community_id = claims.community_id
join derived.lineage on lineage.community_id = claims.community_id and lineage.distance = 0
left join derived.claim_checks as checks on checks.claim_id = claims.claim_id
order by lineage.county_id, checks.verdict = 'not_comparable', claims.claim_id
