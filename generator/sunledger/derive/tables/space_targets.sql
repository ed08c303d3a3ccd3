-- title_zh: 用房目标
-- title_en: Space targets
-- why_zh:   承诺的比例和最近一月实际达到的比例并列。盘活率没有说明口径的，按处数、按面积各比一次；公共服务占比只按面积。
--           没到期限又没达到的是“未到期”。
-- why_en:   What was promised beside what the latest month reached. Where the promise does not say how activation is
--           counted, it is compared by count and by area; the public-service share is of area. A target not reached
--           before its day is not yet due.
-- grain:    county × measure × way of counting
-- reads:    targets, counties, communities, space_use
-- needs:    communities, counties, space_use, targets
with totals as (
    select counties.county_id, counties.as_of, space_use.month, sum(listed) as listed, sum(listed_area) as listed_area,
        sum(activated) as activated, sum(activated_area) as activated_area, sum(public_service_area) as public_service_area
    from counties
    join communities on communities.parent_id is null and split_part(communities.file, '/', 2) = counties.county_id
    join space_use on space_use.community_id = communities.community_id and space_use.month = counties.last_month
    group by counties.county_id, counties.as_of, space_use.month
),
latest as (
    select county_id, as_of, month,
        cast(half_up(activated * 1000, listed) as decimal(18, 0)) * 0.1 as activation_by_count,
        cast(half_up(fen(activated_area) * 1000, nullif(fen(listed_area), 0)) as decimal(18, 0)) * 0.1 as activation_by_area,
        case when activated_area > 0 then
            cast(half_up(fen(public_service_area) * 1000, fen(activated_area)) as decimal(18, 0)) * 0.1
        end as public_service_share
    from totals
),
figures as (
    select county_id, as_of, month, 'activation_rate' as measure, 'count' as counted_by, activation_by_count as reached
    from latest
    union all
    select county_id, as_of, month, 'activation_rate', 'area', activation_by_area from latest
    union all
    select county_id, as_of, month, 'public_service_share', 'area', public_service_share from latest
)
select county_id, measure, counted_by, targets.percent as target, targets.by_date, month, reached,
    case
        when reached >= targets.percent then 'met'
        when targets.by_date > as_of then 'pending'
        else 'unmet'
    end as status
from figures
join targets using (county_id, measure)
order by county_id, measure, counted_by
