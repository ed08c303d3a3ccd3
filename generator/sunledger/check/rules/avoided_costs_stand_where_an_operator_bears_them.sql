-- title_zh: 节约的支出由经营方承担
-- title_en: Avoided costs stand where an operator bears them
-- severity: error
-- why_zh:   用房由居委会、自己的公司或政府部门管着，费用还是公家出的，谈不上节约。
-- why_en:   In a room run by the residents' committee, its own company or a public body the costs are still borne by the public,
--           and nothing is saved.
-- message_zh: 用房 {space_id} 的经营方是 {kind:organisations.kind}，费用没有别人承担
-- message_en: Space {space_id} is run by {kind:organisations.kind}: nobody else bears its costs
-- fix_zh:   在 spaces.csv 登记经营方，或删掉这一行。
-- fix_en:   Name the operator in spaces.csv, or remove the row.
-- example_passes_zh: 用房由一家养老服务机构经营，装修由它出。
-- example_passes_en: A care provider runs the room and paid for its fit-out.
-- example_fails_zh: 用房由居委会自用，却记了节约的装修。
-- example_fails_en: The committee uses the room itself and saved fit-out is entered.
-- excludes_zh: 经营方以前是谁。
-- excludes_en: Who ran the room before.
-- tests:    avoided_costs
-- reads:    avoided_costs, spaces, organisations
select avoided_costs.file, avoided_costs.line, 'space_id' as column_name, space_id,
    coalesce(organisations.kind, '(空 blank)') as kind
from avoided_costs
join spaces using (space_id)
left join organisations on organisations.organisation_id = spaces.operator_id
where coalesce(organisations.kind, 'committee') in ('committee', 'community_company', 'public_body')
order by all
