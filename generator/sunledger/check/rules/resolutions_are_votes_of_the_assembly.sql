-- title_zh: 决议由业主大会表决
-- title_en: Resolutions are votes of the assembly
-- severity: error
-- why_zh:   怎么用业主的钱由业主大会表决，业委会、党支部或社区都不能代替；表决要有记录才能核算人数和面积。
-- why_en:   How owners' money is used is put to the vote of their assembly, for which no committee, branch or community
--           can stand in; only a recorded vote can be counted by heads and by area.
-- message_zh: 资金 {fund_id} 的决议 {resolution_id} 没有业主大会表决通过的记录
-- message_en: Fund {fund_id}: resolution {resolution_id} has no approving vote of the assembly on record
-- fix_zh:   在 decisions.csv 补上业主大会这一步：chair_role 写 assembly，填上人数和面积。
-- fix_en:   Add the assembly's step to decisions.csv: chair_role assembly, with heads and area.
-- example_passes_zh: 决议有一步 chair_role 写 assembly，结果同意。
-- example_passes_en: The resolution has a step with chair_role assembly, approved.
-- example_fails_zh: 决议只有业委会的一步。
-- example_fails_en: The resolution has a step of the committee only.
-- excludes_zh: 另外三类资金的依据。
-- excludes_en: What the other three kinds of fund rest on.
-- tests:    funds
-- reads:    funds, decisions
select funds.file, funds.line, 'resolution_id' as column_name, fund_id, resolution_id
from funds
where resolution_id is not null and not exists (
    select 1 from decisions
    where decisions.matter_id = funds.resolution_id and chair_role = 'assembly' and outcome = 'approved'
)
order by all
