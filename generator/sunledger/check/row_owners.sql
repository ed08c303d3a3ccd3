-- title_zh: 每行的归属
-- title_en: Row owners
-- why_zh:   每一行账属于哪个单位，由它自己的单位编号，或它的资金、项目、用房、合同、合伙人、事项推出；划转属于转出的一方。
-- why_en:   Which unit each row belongs to, by its own unit or through its fund, project, room, contract, partner or matter;
--           a transfer belongs to the giving fund. Shared registries belong to nobody.
-- grain:    row of a dataset
-- reads:    communities, renamings, organisations, spaces, space_events, projects, contracts, turnovers, partners, loans, loan_repayments, avoided_costs, funds, schemes, revenue, gift_terms, disbursements, transfers, statements, postings, matters, decisions, indicators, services, audits, audit_coverage, claims, corrections, objections
with owned as (
    select 'communities' as dataset, file, line, community_id as owner from communities
    union all select 'renamings', file, line, community_id from renamings
    union all select 'spaces', file, line, community_id from spaces
    union all select 'projects', file, line, community_id from projects
    union all select 'partners', file, line, community_id from partners
    union all select 'funds', file, line, community_id from funds
    union all select 'services', file, line, community_id from services
    union all select 'audits', file, line, community_id from audits
    union all select 'claims', file, line, community_id from claims
    union all select 'objections', file, line, community_id from objections
    union all
    select 'space_events', space_events.file, space_events.line, spaces.community_id
    from space_events join spaces using (space_id)
    union all
    select 'contracts', contracts.file, contracts.line, projects.community_id
    from contracts join projects using (project_id)
    union all
    select 'turnovers', turnovers.file, turnovers.line, projects.community_id
    from turnovers join contracts using (contract_id) join projects using (project_id)
    union all
    select 'loans', loans.file, loans.line, partners.community_id from loans join partners using (partner_id)
    union all
    select 'loan_repayments', loan_repayments.file, loan_repayments.line, partners.community_id
    from loan_repayments join loans using (loan_id) join partners using (partner_id)
    union all
    select 'avoided_costs', avoided_costs.file, avoided_costs.line, spaces.community_id
    from avoided_costs join spaces using (space_id)
    union all
    select 'revenue', revenue.file, revenue.line, funds.community_id from revenue join funds using (fund_id)
    union all
    select 'gift_terms', gift_terms.file, gift_terms.line, funds.community_id
    from gift_terms join revenue using (entry_id) join funds using (fund_id)
    union all
    select 'disbursements', disbursements.file, disbursements.line, funds.community_id
    from disbursements join funds using (fund_id)
    union all
    select 'transfers', transfers.file, transfers.line, funds.community_id
    from transfers join funds on funds.fund_id = transfers.from_fund_id
    union all
    select 'statements', statements.file, statements.line, funds.community_id from statements join funds using (fund_id)
    union all
    select 'postings', postings.file, postings.line, funds.community_id from postings join funds using (fund_id)
    union all
    select 'matters', matters.file, matters.line, funds.community_id from matters join funds using (fund_id)
    union all
    select 'decisions', decisions.file, decisions.line, funds.community_id
    from decisions join matters using (matter_id) join funds using (fund_id)
    union all
    select 'audit_coverage', audit_coverage.file, audit_coverage.line, audits.community_id
    from audit_coverage join audits using (audit_id)
    union all
    select 'corrections', corrections.file, corrections.line, funds.community_id
    from corrections
    join (
        select 'revenue' as dataset, entry_id as row_key, fund_id from revenue
        union all select 'disbursements', payment_id, fund_id from disbursements
        union all select 'transfers', transfer_id, from_fund_id from transfers
        union all select 'matters', matter_id, fund_id from matters
        union all select 'decisions', matter_id || '/' || step, fund_id from decisions join matters using (matter_id)
        union all select 'statements', fund_id || '/' || month, fund_id from statements
        union all select 'postings', fund_id || '/' || month, fund_id from postings
        union all select 'funds', fund_id, fund_id from funds
    ) as corrected using (dataset, row_key)
    join funds using (fund_id)
    union all
    select 'corrections', corrections.file, corrections.line, corrected.community_id
    from corrections
    join (
        select 'communities' as dataset, community_id as row_key, community_id from communities
        union all select 'renamings', community_id || '/' || renamed_on, community_id from renamings
        union all select 'spaces', space_id, community_id from spaces
        union all
        select 'space_events', space_id || '/' || event || '/' || event_on, community_id
        from space_events join spaces using (space_id)
        union all select 'projects', project_id, community_id from projects
        union all
        select 'contracts', contract_id, community_id from contracts join projects using (project_id)
        union all
        select 'turnovers', contract_id || '/' || year, community_id
        from turnovers join contracts using (contract_id) join projects using (project_id)
        union all select 'services', community_id || '/' || month || '/' || indicator_id, community_id from services
        union all select 'audits', audit_id, community_id from audits
        union all select 'audit_coverage', audit_id || '/' || fund_id, community_id from audit_coverage join audits using (audit_id)
        union all select 'claims', claim_id, community_id from claims
        union all select 'objections', objection_id, community_id from objections
    ) as corrected using (dataset, row_key)
    union all select 'organisations', file, line, null from organisations
    union all select 'schemes', file, line, null from schemes
    union all select 'indicators', file, line, null from indicators
)
select dataset, file, line, owner
from owned
