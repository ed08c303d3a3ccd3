-- title_zh: 更正（公开形式）
-- title_en: Corrections, as published
-- why_zh:   改前改后的两个数也是数：数人数户的服务统计和支出的户数，更正只公布原因，不公布数；捐赠方和合伙人可能没有
--           同意公开，收入的付款方、合伙人改前改后是谁也不公布。
-- why_en:   The figures before and after are figures too: for service statistics that count people and for households of
--           payments a correction tells its reason and not the numbers; nor payers of revenue or partners, since they may
--           not have agreed to be named.
-- reads:    corrections, indicator_families
select corrections.* exclude (shown) replace (
    case when shown then old_value end as old_value,
    case when shown then new_value end as new_value
)
from (
    select corrections.*,
        not (corrections.dataset = 'disbursements' and corrections.column = 'households')
        and not (corrections.dataset = 'revenue' and corrections.column = 'payer_id')
        and not (corrections.dataset = 'partners' and corrections.column in ('organisation_id', 'note'))
        and (corrections.dataset <> 'services' or coalesce(not families.guarded, false)) as shown
    from data.corrections as corrections
    left join derived.indicator_families as families
        on families.indicator_id = list_extract(string_split(corrections.row_key, '/'), 3)
) as corrections
