-- title_zh: 数据变动的范围
-- title_en: Parts of data changes
-- why_zh:   一次提交动了哪些单位的哪些数据。只列现在登记的单位和县，只数行数，不显示任何一格以前的内容：以前的内容里可能有已经依法遮去的东西。
--           换个文件、换个写法不算变动；当时就读不出的文件照实说读不出。
-- why_en:   Which data of which units a commit touched. Only units and counties registered now are named, rows are counted,
--           and no cell of an earlier version is shown: it may hold what has been redacted since. Another file or another way
--           of writing is no change; a file that could not be read even then is said to be so.
-- grain:    change × county × unit × dataset
-- reads:    past_changes, past_files, past_rows, communities, funds, projects, spaces, contracts, matters, counties
-- needs:    past_changes, past_files or past_rows
with owners as (
    select 'community' as owner_kind, community_id as owner_id, community_id from communities
    union all
    select 'fund', fund_id, community_id from funds
    union all
    select 'project', project_id, community_id from projects
    union all
    select 'space', space_id, community_id from spaces
    union all
    select 'contract', contracts.contract_id, projects.community_id from contracts join projects using (project_id)
    union all
    select 'matter', matters.matter_id, funds.community_id from matters join funds using (fund_id)
),
touched as (
    select past_rows.change_id, past_rows.county_id, past_rows.folder, past_rows.dataset, owners.community_id,
        past_rows.month,
        (past_rows.side = 1 and not past_rows.paired)::integer as added,
        (past_rows.side = -1 and not past_rows.paired)::integer as removed,
        (past_rows.side = 1 and past_rows.paired)::integer as changed,
        0 as unreadable
    from past_rows
    left join owners on owners.owner_kind = past_rows.owner_kind and owners.owner_id = past_rows.owner_id
    union all
    select past_files.change_id, past_files.county_id, past_files.folder, past_files.dataset, null, null, 0, 0, 0,
        (not past_files.readable)::integer
    from past_files
    where not past_files.readable or not exists (
        from past_rows
        where past_rows.change_id = past_files.change_id and past_rows.county_id = past_files.county_id
            and past_rows.dataset = past_files.dataset
    )
),
placed as (
    select touched.* replace (
        counties.county_id as county_id,
        coalesce(touched.community_id, folders.community_id) as community_id
    )
    from touched
    left join counties on counties.county_id = touched.county_id
    left join communities as folders on folders.community_id = touched.folder
)
select placed.change_id,
    row_number() over (
        partition by placed.change_id
        order by placed.county_id nulls last, placed.dataset, placed.community_id nulls last
    ) as part,
    placed.county_id, placed.community_id, placed.dataset,
    sum(placed.added) as rows_added, sum(placed.removed) as rows_removed, sum(placed.changed) as rows_changed,
    count(distinct placed.month) as months, min(placed.month) as first_month, max(placed.month) as last_month,
    sum(placed.unreadable) as unreadable_files
from placed
join past_changes on past_changes.change_id = placed.change_id
group by past_changes.position, placed.change_id, placed.county_id, placed.community_id, placed.dataset
order by past_changes.position, part
