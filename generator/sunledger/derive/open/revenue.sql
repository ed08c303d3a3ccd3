-- title_zh: 收入（公开形式）
-- title_en: Revenue, as published
-- why_zh:   捐赠方没有同意公开名称的，付款方留空（慈善法第七十七至七十九条）。
-- why_en:   A donor who did not agree to be named is left blank (Charity Law, articles 77 to 79).
-- reads:    revenue
select * replace (case when consent_publish or basis not in ('donation', 'in_kind') then payer_id end as payer_id)
from data.revenue
