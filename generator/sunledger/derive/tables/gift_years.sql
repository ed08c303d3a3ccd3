-- title_zh: 捐赠年表
-- title_en: Gift years
-- why_zh:   捐赠有没有约定用途，决定了钱能不能用在别处（民间非营利组织会计制度分限定和非限定）。没有写明的单列，不当作非限定。
-- why_en:   Whether a gift was given for a use decides whether it may serve another (the accounting rules of non-profit
--           organisations keep the two apart). Where nothing was told it stands by itself and is not taken for unrestricted.
-- grain:    unit, with those below it × year × restriction
-- reads:    revenue, gift_terms, funds, lineage
-- needs:    funds, lineage, revenue
select lineage.ancestor_id as community_id, cast(left(revenue.month, 4) as integer) as year,
    coalesce(gift_terms.restriction, 'unknown') as restriction, count(*) as gifts,
    coalesce(sum(revenue.gross - revenue.cost) filter (where revenue.basis = 'donation'), 0) as amount,
    coalesce(sum(revenue.gross) filter (where revenue.basis = 'in_kind'), 0) as in_kind
from revenue
join funds using (fund_id)
join lineage on lineage.community_id = funds.community_id
left join gift_terms using (entry_id)
where revenue.basis in ('donation', 'in_kind')
group by all
order by community_id, year, restriction
