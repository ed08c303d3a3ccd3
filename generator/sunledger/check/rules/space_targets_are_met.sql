-- title_zh: 用房目标达到了
-- title_en: Space targets are met
-- severity: warning
-- why_zh:   承诺的盘活率、公共服务占比到期没有达到，照实标明；承诺没有说明口径的，按处数、按面积各算一次。
-- why_en:   A promised activation rate or public-service share not reached by its day is shown as such, by count and by
--           area where the promise does not say which.
-- message_zh: {county_id} 的{measure:space_targets.measure}（{counted_by:space_targets.counted_by}）目标 {target}%，{month} 是 {reached}%
-- message_en: {county_id}: {measure:space_targets.measure} ({counted_by:space_targets.counted_by}) was to be {target} %, in {month} it is {reached} %
-- fix_zh:   核对用房登记；目标确实没有达到，照实公布并说明打算。
-- fix_en:   Check the register of rooms; if the target was missed, leave it shown and say what is planned.
-- example_passes_zh: 目标 90%，期限到了是 92%。
-- example_passes_en: A target of 90 %, and 92 % when it fell due.
-- example_fails_zh: 目标 90%，期限到了是 81%。
-- example_fails_en: A target of 90 %, and 81 % when it fell due.
-- excludes_zh: 还没有到期限的目标。
-- excludes_en: Targets whose day has not come.
-- tests:    space_targets
-- reads:    space_targets, communities
with tops as (
    select split_part(file, '/', 2) as county_id, arg_min(file, community_id) filter (parent_id is null) as file,
        arg_min(line, community_id) filter (parent_id is null) as line
    from communities
    group by all
)
select tops.file, tops.line, '' as column_name, space_targets.county_id, measure, counted_by, target,
    month, coalesce(cast(reached as varchar), '…') as reached
from space_targets
join tops using (county_id)
where status = 'unmet'
order by all
