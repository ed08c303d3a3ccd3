-- title_zh: 付给了谁
-- title_en: Payments by payee
-- why_zh:   每个收款方每年从哪个单位收了几笔、多少钱；没有登记收款方的另成一行，实物不计。
-- why_en:   How many payments and how much each payee got from each unit in a year; payments without a registered payee
--           stand in a row of their own, gifts in kind are left out.
select funds.community_id, units.name as community, payments.payee_id, payees.name as payee, payees.kind as payee_kind,
    substr(payments.paid_on, 1, 4) as year, count(*) as payments, sum(payments.amount_fen) / 100.0 as amount,
    sum(payments.amount_fen) as amount_fen
from disbursements as payments
join funds on funds.fund_id = payments.fund_id
join communities as units on units.community_id = funds.community_id
left join organisations as payees on payees.organisation_id = payments.payee_id
where coalesce(payments.in_kind, 0) = 0
group by funds.community_id, units.name, payments.payee_id, payees.name, payees.kind, year
order by amount_fen desc, funds.community_id, payments.payee_id, year
