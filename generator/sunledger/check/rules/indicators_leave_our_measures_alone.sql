-- title_zh: 服务指标不占用对照指标的名称
-- title_en: Indicators leave our measures alone
-- severity: error
-- why_zh:   公开数字靠指标名与账目对照。服务指标若与账目算出的指标同名，两个数会加在一起，对照的就不是任何一个。
-- why_en:   A claim finds its figure by the measure's name. An indicator of the same name as a figure of the accounts would
--           be added to it, and the claim compared with neither.
-- message_zh: 指标编号 {indicator_id} 是账目对照指标的名称
-- message_en: The accounts have a measure of the name {indicator_id} already
-- fix_zh:   给这个服务指标换一个编号，例如加上 service- 开头；services.csv 里一起改。
-- fix_en:   Give the indicator another id, such as one that starts with service-, and change services.csv with it.
-- example_passes_zh: 服务指标编号写 meals-served。
-- example_passes_en: A service statistic's id is meals-served.
-- example_fails_zh: 服务指标编号写 compounds，账目算出的小区数也叫 compounds。
-- example_fails_en: A service statistic's id is compounds, and so is the number of compounds the accounts give.
-- excludes_zh: 两个服务指标说的是不是同一件事。
-- excludes_en: Whether two service statistics count the same thing.
-- tests:    indicators
-- reads:    indicators
select file, line, 'indicator_id' as column_name, indicator_id
from indicators
where indicator_id like 'scheme-%-percent' or indicator_id in (
    'activation-rate-area', 'activation-rate-count', 'avoided-fit-out', 'avoided-running-year',
    'both-posts-funds', 'charity-balance', 'charity-fund-share', 'charity-funds', 'charity-income-year',
    'collective-income', 'collective-net-income', 'communities', 'community-companies', 'compounds',
    'cooperation-projects', 'cooperation-projects-running', 'enterprise-fields', 'enterprise-local-staff',
    'enterprise-local-staff-percent', 'enterprise-projects', 'enterprise-staff', 'enterprise-turnover',
    'fund-service-operators', 'fund-service-projects', 'in-kind-given', 'in-kind-households',
    'joint-venture-net-profit-percent', 'largest-partner-loan', 'online-income', 'online-net-income',
    'online-net-per-community-year', 'owners-accounts', 'partner-jobs', 'partner-loans-granted',
    'partner-loans-outstanding', 'partner-tiers', 'public-income-categories', 'public-income-items',
    'public-service-share', 'recovery-rate-area', 'recovery-rate-count', 'relief-households',
    'smallest-charity-committee', 'smallest-partner-loan', 'space-aspects', 'space-functions',
    'spaces-activated', 'spaces-activated-area', 'spaces-listed', 'spaces-listed-area', 'spaces-recovered',
    'spaces-recovered-area', 'stall-income'
)
order by all
