-- title_zh: 服务统计（公开形式）
-- title_en: Service statistics, as published
-- why_zh:   不公布的格子留空，与服务月统计一致；一个单位自己填报的一行，连同它的下级公布时也可能不公布。
-- why_en:   Withheld cells are blank, as in service months; a unit's own entry may be withheld where the unit with those
--           below it is published.
-- reads:    services, service_months
select services.* replace (case when not service_months.entry_suppressed then services.value end as value)
from data.services as services
left join derived.service_months as service_months using (community_id, month, indicator_id)
