-- title_zh: 支出（公开形式）
-- title_en: Disbursements, as published
-- why_zh:   一个县的一种用途只要有一笔惠及户数不足披露下限，这种用途的户数都不公布，免得被合计减出来。
-- why_en:   If one payment of a county and purpose reached fewer households than the threshold, no payment of that
--           purpose shows households, so that totals give nothing away.
-- reads:    disbursements, funds, lineage, counties
select disbursements.* replace (
    case when min(households) over same >= counties.disclosure_threshold then households end as households
)
from data.disbursements as disbursements
join data.funds as funds on funds.fund_id = disbursements.fund_id
join derived.lineage as lineage on lineage.community_id = funds.community_id and lineage.distance = 0
join meta.counties as counties on counties.county_id = lineage.county_id
window same as (partition by lineage.county_id, disbursements.purpose)
