-- title_zh: 更名要有变化
-- title_en: Renamings change the name or the id
-- severity: error
-- why_zh:   原名称和后来的名称一样，又没有原编号，等于没有更名；多半是把新名称写成了原名称。
-- why_en:   A former name equal to the next one, without a former id, changes nothing; most likely the new name was entered.
-- message_zh: 单位 {community_id} 的原名称和后来的名称都是 {former_name}，也没有原编号
-- message_en: Unit {community_id} was called {former_name} before and after, and no former id is given
-- fix_zh:   原名称写更改以前的；只换编号的，写上 former_id。
-- fix_en:   Enter the name before the change; where only the id changed, give former_id.
-- example_passes_zh: 甲小区原名兰园，现在叫甲小区。
-- example_passes_en: Compound A was called Orchid Court and is called Compound A now.
-- example_fails_zh: 甲小区的原名称写着甲小区，原编号空着。
-- example_fails_en: The former name of Compound A is Compound A, and former_id is blank.
-- excludes_zh: 只换编号、名称没有变的。
-- excludes_en: Renamings by which only the id changed.
-- tests:    renamings
-- reads:    renamings, communities
with followed as (
    select renamings.*,
        lead(former_name, 1, communities.name) over (partition by community_id order by renamed_on) as next_name
    from renamings
    join communities using (community_id)
)
select file, line, 'former_name' as column_name, community_id, former_name
from followed
where former_name = next_name and former_id is null
order by all
