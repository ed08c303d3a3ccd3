-- title_zh: 登记类数据放在县目录
-- title_en: Registry rows stand in the county's folder
-- severity: error
-- why_zh:   组织、方案和指标全县共用，一个社区不能替别人改。
-- why_en:   Organisations, schemes and indicators are shared by the county; no community may change them for others.
-- message_zh: {dataset} 是全县共用的登记，不能放在社区目录
-- message_en: {dataset} is shared by the county and can't stand in a community's folder
-- fix_zh:   把这个文件移到县目录。
-- fix_en:   Move the file to the county's folder.
-- example_passes_zh: organisations.csv 在 data/lan/。
-- example_passes_en: organisations.csv stands in data/lan/.
-- example_fails_zh: organisations.csv 在 data/lan/lan-c01/。
-- example_fails_en: organisations.csv stands in data/lan/lan-c01/.
-- excludes_zh: 有归属单位的数据集，由“目录里只有自己的账”看。
-- excludes_en: Datasets whose rows belong to a unit; another rule looks at those.
-- tests:    row_owners
-- reads:    row_owners
select file, min(line) as line, '' as column_name, dataset
from row_owners
where owner is null and len(string_split(file, '/')) - 2 = 2
group by file, dataset
order by all
