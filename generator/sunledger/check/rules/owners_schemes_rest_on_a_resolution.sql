-- title_zh: 业主的钱按业主的决议分
-- title_en: Owners' schemes rest on a resolution
-- severity: error
-- why_zh:   共有部分的收益属于业主，只有业主大会能决定怎么分（民法典第二百七十八条、第二百八十二条）；套用别的资金的比例不行。
-- why_en:   Income from common parts belongs to the owners and only their assembly divides it (Civil Code, articles 278
--           and 282); the percentages of another fund can't be borrowed.
-- message_zh: 资金 {fund_id} 按方案 {scheme_id} 分配，写明的决议是{resolution_id}（资金：{resolved_fund}，结果：{outcome:matters.outcome}）
-- message_en: Fund {fund_id} is divided by scheme {scheme_id}; its resolution is {resolution_id} (fund {resolved_fund}, outcome {outcome:matters.outcome})
-- fix_zh:   在 resolution_id 写上这笔资金自己的、已经通过的业主大会事项；没有决议就不能分配，把 scheme_id 留空。
-- fix_en:   Name a matter of this very fund that the assembly approved; without one leave scheme_id blank.
-- example_passes_zh: 业主资金有方案，resolution_id 是本资金已通过的事项。
-- example_passes_en: An owners' fund with a scheme names its own approved matter.
-- example_fails_zh: 业主资金用了 5311，resolution_id 空着。
-- example_fails_en: An owners' fund is divided by 5311 and names no resolution.
-- excludes_zh: 另外三类资金的方案。
-- excludes_en: Schemes of the other three kinds of fund.
-- tests:    funds
-- reads:    funds, matters
select funds.file, funds.line, 'resolution_id' as column_name, funds.fund_id, funds.scheme_id,
    coalesce(funds.resolution_id, '(空 blank)') as resolution_id, coalesce(matters.fund_id, '…') as resolved_fund,
    coalesce(matters.outcome, '…') as outcome
from funds
left join matters on matters.matter_id = funds.resolution_id
where funds.kind = 'owners' and funds.scheme_id is not null
    and (matters.fund_id is distinct from funds.fund_id or matters.outcome is distinct from 'approved')
order by all
