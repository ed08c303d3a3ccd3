-- title_zh: 事项等级与金额相符
-- title_en: Matters are classed by their amount
-- severity: error
-- why_zh:   把大事说成小事，就绕过了应走的步骤。等级可以比金额要求的更高，不能更低。没有写金额的，按已经付的钱算。
-- why_en:   Calling a great matter small escapes the steps it must take. A class may be graver than its amount asks
--           for, never lighter. Without an amount, what was paid on it counts.
-- message_zh: 事项 {matter_id} 金额 {amount}，按县档案应是 {asked:matters.class}，写的是 {matter_class:matters.class}
-- message_en: Matter {matter_id} of {amount} is {asked:matters.class} by the county's profile, but is classed {matter_class:matters.class}
-- fix_zh:   改正等级，并按这一等级补齐步骤。
-- fix_en:   Mend the class, and take the steps of that class.
-- example_passes_zh: 5,000 元起为一般事项，5,000.00 元的事项写 general。
-- example_passes_en: General matters begin at 5,000 yuan; one of 5,000.00 is classed general.
-- example_fails_zh: 5,000 元起为一般事项，5,000.00 元的事项写 minor。
-- example_fails_en: General matters begin at 5,000 yuan; one of 5,000.00 is classed minor.
-- excludes_zh: 没有写金额、也还没有付款的事项；档案没有金额分级的县。
-- excludes_en: Matters with neither an amount nor payments; counties whose profile has no tiers.
-- tests:    matters
-- reads:    matters, disbursements, funds, lineage, tiers
with spent as (
    select matter_id, sum(amount) as paid from disbursements group by matter_id
),
sized as (
    select matters.* replace (coalesce(matters.amount, spent.paid) as amount)
    from matters
    left join spent using (matter_id)
)
select matters.file, matters.line, 'class' as column_name, matter_id, matters.amount, tiers.matter_class as asked,
    matters.class as matter_class
from sized as matters
join funds using (fund_id)
join lineage on lineage.community_id = funds.community_id and lineage.distance = 0
join tiers on tiers.county_id = lineage.county_id and matters.amount >= tiers.at_least
    and (tiers.below is null or matters.amount < tiers.below)
where list_position(['minor', 'general', 'major'], matters.class)
    < list_position(['minor', 'general', 'major'], tiers.matter_class)
order by all
