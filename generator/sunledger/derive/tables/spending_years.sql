-- title_zh: 年度用途
-- title_en: Spending by purpose
-- why_zh:   钱花在什么上，按用途合计；实物不计入。
-- why_en:   What the money was spent on, by purpose; gifts in kind are left out.
-- grain:    unit × scope × kind of fund × year × purpose
-- reads:    disbursements, funds, lineage
-- needs:    disbursements, funds, lineage
with scopes as (
    select community_id, ancestor_id, 'own' as scope from lineage where distance = 0
    union all
    select community_id, ancestor_id, 'all' from lineage
)
select scopes.ancestor_id as community_id, scopes.scope, funds.kind, year(paid_on) as year, purpose,
    count(*) as payments, sum(amount) as amount
from disbursements
join funds using (fund_id)
join scopes on scopes.community_id = funds.community_id
where not coalesce(in_kind, false)
group by all
order by community_id, scope, kind, year, purpose
