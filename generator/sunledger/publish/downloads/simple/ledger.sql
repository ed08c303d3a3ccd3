-- title_zh: 全部账目
-- title_en: All entries
-- why_zh:   多数人要的一张表：每笔账一行，名称和说法都在行里。
-- why_en:   The one table most people want: a row an entry, names and labels written in.
-- reads:    ledger_entries, funds, communities, lineage, revenue, disbursements, transfers, organisations, projects
select entries.fund_id, entries.position, entries.month, entries.entered_on,
    places.county_id, counties.name as county, funds.community_id, units.name as community,
    funds.name as fund, funds.kind as fund_kind, fund_kinds.label as fund_kind_zh, fund_kinds.label_en as fund_kind_en,
    kinds.value as kind, kinds.label as kind_zh, kinds.label_en as kind_en,
    entries.label, coalesce(labels.label, bases.label) as label_zh,
    coalesce(labels.label_en, bases.label_en) as label_en,
    coalesce(
        payments.description,
        case when projects.name is not null and income.note is not null then projects.name || ' · ' || income.note
            else coalesce(projects.name, income.note) end,
        moves.period
    ) as detail,
    coalesce(payees.name, payers.name, others.name) as counterparty,
    case when entries.dataset = 'revenue' then entries.money_in end as gross,
    case when entries.dataset = 'revenue' then entries.money_out end as cost,
    case when kinds.value = 'transfer_in' then entries.money_in end as transfers_in,
    case when kinds.value = 'transfer_out' then entries.money_out end as transfers_out,
    case when entries.dataset = 'disbursements' then entries.money_out end as disbursed,
    entries.balance as balance, entries.bucket, buckets.name as bucket_name,
    entries.dataset, entries.entry_id, entries.source_file, entries.source_line
from derived.ledger_entries as entries
join open.funds as funds on funds.fund_id = entries.fund_id
join open.communities as units on units.community_id = funds.community_id
join derived.lineage as places on places.community_id = funds.community_id and places.distance = 0
left join meta.counties as counties on counties.county_id = places.county_id
left join open.revenue as income on entries.dataset = 'revenue' and income.entry_id = entries.entry_id
left join open.projects as projects on projects.project_id = income.project_id
left join open.organisations as payers on payers.organisation_id = income.payer_id
left join open.disbursements as payments
    on entries.dataset = 'disbursements' and payments.payment_id = entries.entry_id
left join open.organisations as payees on payees.organisation_id = payments.payee_id
left join open.transfers as moves on entries.dataset = 'transfers' and moves.transfer_id = entries.entry_id
left join open.funds as others
    on others.fund_id = case when moves.from_fund_id = entries.fund_id then moves.to_fund_id else moves.from_fund_id end
left join derived.bucket_balances as buckets
    on buckets.fund_id = entries.fund_id and buckets.month = entries.month and buckets.bucket = entries.bucket
left join simple.codes as fund_kinds
    on fund_kinds.table_name = 'funds' and fund_kinds.column_name = 'kind' and fund_kinds.value = funds.kind
left join simple.codes as kinds
    on kinds.table_name = 'ledger' and kinds.column_name = 'kind' and kinds.value = case
        when entries.dataset = 'revenue' then 'income'
        when entries.dataset = 'disbursements' then 'payment'
        when moves.to_fund_id = entries.fund_id
            and not (moves.from_fund_id = entries.fund_id and entries.money_in = 0) then 'transfer_in'
        else 'transfer_out' end
left join simple.codes as labels
    on labels.table_name = entries.dataset and labels.value = entries.label and labels.column_name = case entries.dataset
        when 'revenue' then 'category' when 'disbursements' then 'purpose' else 'reason' end
left join simple.codes as bases
    on bases.table_name = 'revenue' and bases.column_name = 'basis' and bases.value = income.basis
order by entries.fund_id, entries.position
