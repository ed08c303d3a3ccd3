-- title_zh: 审计覆盖
-- title_en: Audit reach
-- why_zh:   审计说查了全部，就应查到被审计单位和它下面、审计期内已经启用的每一笔这类资金。这里数应查几笔、实查几笔、漏了哪些。
-- why_en:   An audit that says it covers all must cover every fund of the kind, at the audited unit or below, that was
--           open in the period. This counts the funds in reach and those covered, and names those left out.
-- grain:    audit
-- reads:    audits, funds, lineage, communities, audit_coverage
-- needs:    audits, communities, funds, lineage
select audits.audit_id, audits.community_id, lineage.county_id, audits.fund_kind, audits.scope,
    count(*) as funds_in_reach, count(audit_coverage.fund_id) as funds_covered,
    count(*) - count(audit_coverage.fund_id) as funds_missed,
    string_agg(case when audit_coverage.fund_id is null then funds.fund_id end, ', ' order by funds.fund_id) as missed
from audits
join lineage on lineage.ancestor_id = audits.community_id
join funds on funds.community_id = lineage.community_id and funds.kind = audits.fund_kind
    and funds.opened_on <= last_day(cast(audits.period_to || '-01' as date))
join communities on communities.community_id = funds.community_id
    and (communities.retired_on is null or communities.retired_on >= cast(audits.period_from || '-01' as date))
left join audit_coverage on audit_coverage.audit_id = audits.audit_id and audit_coverage.fund_id = funds.fund_id
group by all
order by audits.audit_id
