-- title_zh: 主持人只任一职
-- title_en: Chairs hold one post
-- severity: warning
-- why_zh:   书记兼任业委会主任，提议和审核容易落在一个人手里；照实标明，并请其回避。
-- why_en:   Where the branch secretary also chairs the owners' committee, one person may propose and review. It is said
--           openly, and that person should step aside.
-- message_zh: 资金 {fund_id} 有 {matters} 个事项由兼任两职的人主持；由这人主持了两步的：{twice} 个
-- message_en: Fund {fund_id}: matters chaired by a person who holds both posts: {matters}; with two steps so chaired: {twice}
-- fix_zh:   两步都由一人主持的，请社区或街道代审；兼任的情况在公示单上写明。
-- fix_en:   Where one person chaired two steps, let the community or subdistrict review; state the double post openly.
-- example_passes_zh: 申请由业委会主任主持，审核由支部书记主持，是两个人。
-- example_passes_en: The committee's chair applies and the branch secretary reviews: two persons.
-- example_fails_zh: 申请的主持人职务写 both_posts。
-- example_fails_en: The chair of the first step is both_posts.
-- excludes_zh: 没有写主持人职务的步骤。
-- excludes_en: Steps without a chair.
-- tests:    decisions
-- reads:    decisions, matters, funds
with doubled as (
    select fund_id, matter_id, count(*) as steps
    from decisions
    join matters using (matter_id)
    where chair_role = 'both_posts'
    group by fund_id, matter_id
)
select funds.file, funds.line, '' as column_name, fund_id, count(*) as matters, count(*) filter (steps > 1) as twice
from doubled
join funds using (fund_id)
group by all
order by all
