-- title_zh: 限定捐赠结余
-- title_en: Restricted gifts
-- why_zh:   约定了用途的捐赠只能用于约定的用途。从收到第一笔的那个月起，同一用途的支出先用限定的钱；
--           没有用掉的要留着。实物不经过账户，不在其中。
-- why_en:   What was given for a use may serve no other. From the month of the first such gift, payments for the same
--           purpose use up the restricted money first; what is left is to be kept. Gifts in kind pass through no account.
-- grain:    fund × purpose named by donors
-- reads:    gift_terms, revenue, disbursements
-- needs:    gift_terms, revenue
with given as (
    select revenue.fund_id, gift_terms.purpose, sum(revenue.gross - revenue.cost) as received, min(revenue.month) as since
    from gift_terms
    join revenue using (entry_id)
    where gift_terms.restriction = 'restricted' and gift_terms.purpose is not null and revenue.basis <> 'in_kind'
    group by revenue.fund_id, gift_terms.purpose
),
used as (
    select given.fund_id, given.purpose, sum(disbursements.amount) as spent
    from given
    join disbursements on disbursements.fund_id = given.fund_id and disbursements.purpose = given.purpose
        and strftime(disbursements.paid_on, '%Y-%m') >= given.since
    where not coalesce(disbursements.in_kind, false)
    group by given.fund_id, given.purpose
)
select given.fund_id, given.purpose, given.received, coalesce(used.spent, 0) as spent,
    greatest(given.received - coalesce(used.spent, 0), 0) as kept
from given
left join used using (fund_id, purpose)
order by given.fund_id, given.purpose
