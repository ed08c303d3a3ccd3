-- title_zh: 线索计数
-- title_en: Red-flag counts
-- why_zh:   每种线索用一句问话说清问什么；看过没有线索的算通过，缺所需数据没法看的算不适用，不能算通过。
-- why_en:   What each flag asks, as a question. Looked at without finding anything is passed; without the data it
--           needs it is not applicable, which is not the same.
-- grain:    flag × county
-- reads:    red_flags, funds, lineage, disbursements, tiers, approvals, statements, contracts, projects, contract_dues
-- needs:    contracts or funds, funds or projects, lineage
with flags (flag, subject, needs, question_zh, question_en) as (
    values
        ('split_payments', 'fund', 'disbursements.payee_id, tiers',
            '七天内付给同一家的几笔钱，每笔都刚好低于分级线：是不是把一件事拆开付了？',
            'Several payments to one payee within seven days, each just below a tier: was one matter paid in pieces?'),
        ('payee_concentration', 'fund', 'disbursements.payee_id',
            '一年的支出一半以上付给了同一家：为什么总是这一家，比过价吗？',
            'More than half of a year''s spending went to one payee: why this one, and were prices compared?'),
        ('duplicate_vouchers', 'fund', 'disbursements.voucher',
            '同一笔资金里两笔支出用了同一个凭证号：是一张凭证付了两次，还是写错了号？',
            'Two payments of a fund carry one voucher number: was one voucher paid twice, or is the number wrong?'),
        ('spending_without_matter', 'fund', 'disbursements.matter_id, approvals',
            '规定要走决策步骤的钱，没有写明是哪件事项：是谁、在哪天同意的？',
            'Money that needs steps of deciding was paid without naming a matter: who agreed, and when?'),
        ('long_arrears', 'contract', 'contracts.base_rent, revenue',
            '租金欠了三期以上：催过吗，合同怎么说，还收得回来吗？',
            'Rent is owed for more than three periods: was it asked for, what does the contract say, will it come?'),
        ('unexplained_difference', 'fund', 'statements',
            '银行余额与账面不一样：差的这笔钱是什么？',
            'The bank''s balance differs from the books: what is the difference?')
),
subjects as (
    select 'fund' as subject, lineage.county_id, funds.fund_id as key
    from funds
    join lineage on lineage.community_id = funds.community_id and lineage.distance = 0
    union all
    select 'contract', lineage.county_id, contracts.contract_id
    from contracts
    join projects using (project_id)
    join lineage on lineage.community_id = projects.community_id and lineage.distance = 0
),
paid as (
    select disbursements.fund_id, disbursements.payee_id, disbursements.voucher, year(disbursements.paid_on) as year,
        funds.kind, lineage.county_id
    from disbursements
    join funds using (fund_id)
    join lineage on lineage.community_id = funds.community_id and lineage.distance = 0
    where not coalesce(in_kind, false)
),
looked_at as (
    select distinct 'split_payments' as flag, paid.fund_id as key
    from paid
    join tiers on tiers.county_id = paid.county_id and tiers.at_least > 0
    where payee_id is not null
    union
    select 'payee_concentration', fund_id from paid group by fund_id, year having count(*) >= 5 and count(payee_id) > 0
    union
    select 'duplicate_vouchers', fund_id from paid where voucher is not null
    union
    select 'spending_without_matter', paid.fund_id
    from paid
    join approvals on approvals.county_id = paid.county_id and approvals.fund_kind = paid.kind
    union
    select 'long_arrears', contract_id from contract_dues where kind = 'base_rent'
    union
    select 'unexplained_difference', fund_id from statements
),
flagged as (
    select distinct flag, case when flag = 'long_arrears' then row_key else fund_id end as key from red_flags
)
select flags.flag, subjects.county_id, question_zh, question_en, flags.subject, needs,
    count(looked_at.key) filter (where flagged.key is null) as passed,
    count(looked_at.key) filter (where flagged.key is not null) as failed,
    count(*) filter (where looked_at.key is null) as not_applicable
from flags
join subjects using (subject)
left join looked_at on looked_at.flag = flags.flag and looked_at.key = subjects.key
left join flagged on flagged.flag = flags.flag and flagged.key = subjects.key
group by all
order by flags.flag, subjects.county_id
