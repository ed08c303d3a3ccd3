-- title_zh: 用房盘活
-- title_en: Space use
-- why_zh:   每个月末清单上的用房合计。收回不等于盘活；盘活率按处数和按面积各算一个，口径不明时两个都公布。
-- why_en:   Sums of the rooms on the list at each month's end. Recovered is not activated; rates stand by count and by
--           area, since the promise often does not say which.
-- grain:    unit, with those below it × month
-- reads:    space_months, spaces, lineage
-- needs:    lineage, space_months, spaces
with sums as (
    select lineage.ancestor_id as community_id, space_months.month,
        count(*) as listed, sum(space_months.area_m2) as listed_area,
        count(*) filter (where is_recovered) as recovered,
        coalesce(sum(space_months.area_m2) filter (where is_recovered), 0) as recovered_area,
        count(*) filter (where is_activated) as activated,
        coalesce(sum(space_months.area_m2) filter (where is_activated), 0) as activated_area,
        coalesce(sum(space_months.area_m2) filter (where is_activated and spaces.use = 'public_service'), 0) as public_service_area
    from space_months
    join spaces using (space_id)
    join lineage on lineage.community_id = space_months.community_id
    group by lineage.ancestor_id, space_months.month
)
select community_id, month, listed, listed_area, recovered, recovered_area, activated, activated_area,
    public_service_area,
    cast(half_up(recovered * 1000, listed) as decimal(18, 0)) * 0.1 as recovery_by_count,
    cast(half_up(fen(recovered_area) * 1000, nullif(fen(listed_area), 0)) as decimal(18, 0)) * 0.1 as recovery_by_area,
    cast(half_up(activated * 1000, listed) as decimal(18, 0)) * 0.1 as activation_by_count,
    cast(half_up(fen(activated_area) * 1000, nullif(fen(listed_area), 0)) as decimal(18, 0)) * 0.1 as activation_by_area,
    case when activated_area > 0 then
        cast(half_up(fen(public_service_area) * 1000, fen(activated_area)) as decimal(18, 0)) * 0.1
    end as public_service_share
from sums
order by community_id, month
