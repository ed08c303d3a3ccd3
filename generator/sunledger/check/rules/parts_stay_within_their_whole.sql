-- title_zh: 部分不超过整体
-- title_en: Parts stay within their whole
-- severity: error
-- why_zh:   办结的不会多于收到的，满意的不会多于问卷总数；分子超过分母，比例就会大于百分之百。
-- why_en:   No more can be solved than was received, nor more satisfied than were asked; else a share passes 100 %.
-- message_zh: {community_id} 到 {month}，{numerator_id} 是 {part}，多于 {denominator_id} 的 {whole}
-- message_en: {community_id} to {month}: {numerator_id} is {part}, more than {denominator_id}, {whole}
-- fix_zh:   核对登记；以前收到、现在办结的，收到的数要记在收到的月份。
-- fix_en:   Check the records; what was received earlier must be entered in the month it was received.
-- example_passes_zh: 1 月收到 5 件办结 2 件，2 月收到 1 件办结 3 件，累计 5 不超过 6。
-- example_passes_en: January 5 received and 2 solved, February 1 and 3: 5 in all of 6.
-- example_fails_zh: 1 月收到 5 件办结 6 件。
-- example_fails_en: January 5 received and 6 solved.
-- excludes_zh: 能累加的指标按单位从头累计比较，因为本月办结的可以是上月收到的；比率单位不是百分比的不看；数人数户的不在提示里写出数来。
-- excludes_en: Indicators that add up are compared from the first month on, since this month's solved cases may be last
--           month's; ratios whose unit is not per cent are not looked at; counts of people are not
--           repeated in the message.
-- tests:    services
-- reads:    services, indicators, indicator_families
with shares as (
    select ratios.indicator_id as ratio, ratios.numerator_id, ratios.denominator_id,
        parts.aggregate = 'sum' and wholes.aggregate = 'sum' as adds_up
    from indicators as ratios
    join indicators as parts on parts.indicator_id = ratios.numerator_id
    join indicators as wholes on wholes.indicator_id = ratios.denominator_id
    where ratios.kind = 'ratio' and ratios.unit in ('%', '％')
),
members as (
    select *, numerator_id as member from shares
    union all
    select *, denominator_id from shares
),
monthly as (
    select ratio, any_value(numerator_id) as numerator_id, any_value(denominator_id) as denominator_id,
        any_value(adds_up) as adds_up, community_id, month,
        coalesce(sum(value) filter (indicator_id = numerator_id), 0) as part,
        coalesce(sum(value) filter (indicator_id = denominator_id), 0) as whole
    from members
    join services on services.indicator_id = members.member
    group by ratio, community_id, month
),
summed as (
    select ratio, numerator_id, denominator_id, community_id, month,
        case when adds_up then sum(part) over until else part end as part,
        case when adds_up then sum(whole) over until else whole end as whole
    from monthly
    window until as (partition by ratio, community_id order by month)
)
select services.file, services.line, 'value' as column_name, community_id, month, numerator_id, denominator_id,
    case when guarded then '…' else regexp_replace(cast(part as varchar), '\.0+$', '') end as part,
    case when guarded then '…' else regexp_replace(cast(whole as varchar), '\.0+$', '') end as whole
from summed
join services using (community_id, month)
join indicator_families using (indicator_id)
where services.indicator_id = numerator_id and part > whole
order by all
