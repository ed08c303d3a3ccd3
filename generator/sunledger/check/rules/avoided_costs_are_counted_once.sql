-- title_zh: 节约的支出不重复算
-- title_en: Avoided costs are counted once
-- severity: error
-- why_zh:   装修一处只算一次，其他费用一年只算一次；拆开重复登记，节约就虚高了。
-- why_en:   Fit-out counts once for a room, everything else once a year; entered again it makes the saving look larger than it was.
-- message_zh: 用房 {space_id} 的{kind:avoided_costs.kind} 已经算过
-- message_en: {kind:avoided_costs.kind} of space {space_id} has been counted already
-- fix_zh:   合并成一行；换了经营方又装修的，在估值依据里说明，原来的一行改成合计。
-- fix_en:   Make it one row; where a new operator fitted out again, put the sum in one row and tell why in the valuation.
-- example_passes_zh: 2023 年装修一次，2023、2024 年各有一笔水电暖。
-- example_passes_en: Fit-out in 2023, utilities in 2023 and in 2024.
-- example_fails_zh: 2023 年、2024 年都记了装修。
-- example_fails_en: Fit-out in 2023 and again in 2024.
-- excludes_zh: 不同种类的费用。
-- excludes_en: Costs of different kinds.
-- tests:    avoided_costs
-- reads:    avoided_costs
with numbered as (
    select file, line, space_id, kind, row_number() over (
        partition by space_id, kind, case when kind <> 'fit_out' then year end order by year, avoided_id
    ) as number
    from avoided_costs
)
select file, line, 'kind' as column_name, space_id, kind
from numbered
where number > 1
order by all
