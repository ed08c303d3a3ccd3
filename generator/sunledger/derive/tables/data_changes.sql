-- title_zh: 数据变动
-- title_en: Data changes
-- why_zh:   账目文件存在 git 里，每改一次就是一次提交。这张表从提交历史逐行比出：哪天，动了几个单位、几种数据、几个月，增删改了多少行。
--           最多看最近 50 次。作者和留言是个人的话，不公布。
-- why_en:   The accounts are kept in git, and each change is a commit. From that history, compared row by row: on which day
--           how many units, datasets and months were touched, and how many rows added, removed and changed. The 50 newest
--           are looked at. Authors and messages are persons' own and are not published.
-- grain:    change
-- reads:    past_changes, past_rows, data_change_parts
-- needs:    data_change_parts, past_changes
with spans as (
    select past_rows.change_id, count(distinct past_rows.month) as months, min(past_rows.month) as first_month,
        max(past_rows.month) as last_month
    from past_rows
    group by past_rows.change_id
),
totals as (
    select parts.change_id, count(distinct parts.community_id) as units, count(distinct parts.dataset) as datasets,
        sum(parts.rows_added) as rows_added, sum(parts.rows_removed) as rows_removed,
        sum(parts.rows_changed) as rows_changed, sum(parts.unreadable_files) as unreadable_files
    from data_change_parts as parts
    group by parts.change_id
)
select past_changes.change_id, row_number() over (order by past_changes.position) as position, past_changes.changed_on,
    past_changes.revision, totals.units, totals.datasets, coalesce(spans.months, 0) as months, spans.first_month,
    spans.last_month, totals.rows_added, totals.rows_removed, totals.rows_changed, totals.unreadable_files
from past_changes
join totals on totals.change_id = past_changes.change_id
left join spans on spans.change_id = past_changes.change_id
order by past_changes.position
