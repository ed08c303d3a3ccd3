-- title_zh: 撤并的单位写明承接单位
-- title_en: Retired units name a successor
-- severity: error
-- why_zh:   合并、拆分以后，旧账要找得到由谁接着管；承接的单位自己不能更早撤掉。
-- why_en:   After a merger or a split somebody answers for the old accounts; a successor can't have gone first.
-- message_zh: 单位 {community_id} 的撤并日期是 {retired}，承接单位是 {successor}（撤并于 {successor_retired}）
-- message_en: Unit {community_id}: retired {retired}, successor {successor} (retired {successor_retired})
-- fix_zh:   撤并日期和承接单位一起填；承接单位要晚于它存在，也不能是它自己。
-- fix_en:   Fill in both retired_on and successor_id; the successor outlives the unit and is another one.
-- example_passes_zh: 甲小区 2024-01-01 并入乙小区，successor_id 写乙小区。
-- example_passes_en: Compound A was merged into B on 2024-01-01; its successor_id is B.
-- example_fails_zh: 甲小区 2024-01-01 撤并，successor_id 空着。
-- example_fails_en: Compound A was retired on 2024-01-01; its successor_id is blank.
-- excludes_zh: 没有撤并的单位。
-- excludes_en: Units that were not retired.
-- tests:    communities
-- reads:    communities
select communities.file, communities.line,
    case when communities.retired_on is null then 'retired_on' else 'successor_id' end as column_name,
    communities.community_id, coalesce(cast(communities.retired_on as varchar), '(空 blank)') as retired,
    coalesce(communities.successor_id, '(空 blank)') as successor, coalesce(cast(heirs.retired_on as varchar), '…') as successor_retired
from communities
left join communities as heirs on heirs.community_id = communities.successor_id
where (communities.retired_on is null) <> (communities.successor_id is null)
    or heirs.retired_on <= communities.retired_on
order by all
