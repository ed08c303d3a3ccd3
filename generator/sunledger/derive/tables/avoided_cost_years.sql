-- title_zh: 节约支出年表
-- title_en: Avoided cost years
-- why_zh:   用房借给经营方，经营方承担装修和运营费用，社区少花的钱按估值列出来。少花的钱不是收到的钱，不和任何收入相加。
-- why_en:   Where a room is lent to an operator who bears fit-out and running costs, what the community did not have to
--           spend is shown by its valuation. Money not spent is not money received and is added to no income.
-- grain:    unit, with those below it × year × kind of cost
-- reads:    avoided_costs, spaces, lineage
-- needs:    avoided_costs, lineage, spaces
select lineage.ancestor_id as community_id, avoided_costs.year, avoided_costs.kind,
    count(distinct avoided_costs.space_id) as spaces, sum(avoided_costs.amount) as amount
from avoided_costs
join spaces using (space_id)
join lineage on lineage.community_id = spaces.community_id
group by all
order by community_id, year, kind
