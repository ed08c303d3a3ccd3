-- title_zh: 合伙人分级
-- title_en: Partners by tier
-- why_zh:   三级合伙人各给什么、各得什么：基础级给岗位，技能级免租金，创业级可以贷款。岗位只数截至日还在合作的；
--           免租和贷款是加入以来的合计。免租没有收到钱，贷款不经过账户，都不是收入。
-- why_en:   What each tier gives and gets: basic partners offer jobs, skill partners pay no rent, entrepreneur partners
--           may borrow. Jobs count while the partnership lasts; rent waived and loans are totals since it began.
--           Neither is income: waived rent never came in, and loans do not pass through the accounts.
-- grain:    unit, with those below it × tier
-- reads:    partners, loan_balances, lineage, counties
-- needs:    counties, lineage, partners
with borrowed as (
    select partner_id, count(*) as loans, sum(granted) as granted, sum(repaid) as repaid, sum(outstanding) as outstanding
    from loan_balances
    group by partner_id
),
held as (
    select partners.*, coalesce(partners.left_on, counties.as_of) >= counties.as_of and partners.joined_on <= counties.as_of
        as is_present
    from partners
    join lineage on lineage.community_id = partners.community_id and lineage.distance = 0
    join counties on counties.county_id = lineage.county_id
)
select lineage.ancestor_id as community_id, held.tier, count(*) as partners, count(*) filter (where is_present) as present,
    coalesce(sum(held.jobs) filter (where is_present), 0) as jobs, coalesce(sum(held.rent_waived), 0) as rent_waived,
    coalesce(sum(borrowed.loans), 0) as loans, coalesce(sum(borrowed.granted), 0) as granted,
    coalesce(sum(borrowed.repaid), 0) as repaid, coalesce(sum(borrowed.outstanding), 0) as outstanding
from held
join lineage on lineage.community_id = held.community_id
left join borrowed using (partner_id)
group by lineage.ancestor_id, held.tier
order by community_id, tier
