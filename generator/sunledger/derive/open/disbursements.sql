-- title_zh: 支出（公开形式）
-- title_en: Disbursements, as published
-- why_zh:   不公布的户数留空，与惠及户数一致。
-- why_en:   Withheld numbers of households are blank, as in household counts.
-- reads:    disbursements, household_counts
select disbursements.* replace (household_counts.households as households)
from data.disbursements as disbursements
left join derived.household_counts as household_counts using (payment_id)
