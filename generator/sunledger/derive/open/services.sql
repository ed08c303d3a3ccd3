-- title_zh: 服务统计（公开形式）
-- title_en: Service statistics, as published
-- why_zh:   不公布的格子留空，与服务月统计一致。
-- why_en:   Withheld cells are blank, as in service months.
-- reads:    services, service_months
select services.* replace (case when not service_months.suppressed then services.value end as value)
from data.services as services
left join derived.service_months as service_months using (community_id, month, indicator_id)
