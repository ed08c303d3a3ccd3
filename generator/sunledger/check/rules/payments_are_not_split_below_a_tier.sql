-- title_zh: 付款没有拆到分级线以下
-- title_en: Payments are not split below a tier
-- severity: warning
-- why_zh:   七天内付给同一家的几笔钱，每笔都刚好低于分级线（不到一成），合起来超过，疑似把一件事拆开以避开更严的程序。
--           同一件事项分期付的不算。
-- why_en:   Several payments to one payee within seven days, each less than a tenth below a tier and together above it,
--           look like one matter taken apart to avoid a stricter procedure. Instalments of one matter are left out.
-- message_zh: 资金 {fund_id} 自 {from_date} 至 {to_date} 有 {occurrences} 笔付给同一家，每笔都刚好低于分级线，合计 {amount}，疑似拆分
-- message_en: Fund {fund_id} made {occurrences} payments to one payee from {from_date} to {to_date}, each just below a tier, {amount} in all: perhaps split
-- fix_zh:   说明为什么分开付；确是一件事，合并按合计金额走程序。
-- fix_en:   Say why they are separate; if it was one matter, put the whole through the procedure of its sum.
-- example_passes_zh: 同一商户一周内一笔 3200.00。
-- example_passes_en: One payment of 3200.00 to a firm within a week.
-- example_fails_zh: 同一商户一周内三笔 4999.99。
-- example_fails_en: Three payments of 4999.99 to a firm within a week.
-- excludes_zh: 同一事项的分期付款；付给不同商户的。
-- excludes_en: Instalments of one matter, and payments to different firms.
-- tests:    disbursements
-- reads:    red_flags, disbursements
select disbursements.file, disbursements.line, 'amount' as column_name, red_flags.fund_id, from_date, to_date,
    occurrences, red_flags.amount
from red_flags
join disbursements on disbursements.payment_id = red_flags.row_key
where flag = 'split_payments'
order by all
