-- title_zh: 目录里只有自己的账
-- title_en: Folders hold their own rows
-- severity: error
-- why_zh:   一个社区的合并请求不能动别人的账：社区目录里的行只能属于这个社区或它下面的小区；县目录里的行只能属于本县。
-- why_en:   One community's pull request must not touch another's accounts: rows in its folder belong to it or to
--           units below it; rows in a county's folder belong to that county.
-- message_zh: 这一行属于 {owner}，不属于目录 {folder}
-- message_en: The row belongs to {owner}, not to folder {folder}
-- fix_zh:   把这一行移到 {owner} 的目录，或改正编号。
-- fix_en:   Move the row to the folder of {owner}, or mend the id.
-- example_passes_zh: data/lan/lan-c01/ 里的收入属于 lan-c01 的甲小区。
-- example_passes_en: A row in data/lan/lan-c01/ belongs to compound A of lan-c01.
-- example_fails_zh: data/lan/lan-c01/ 里的收入属于 lan-c02 的资金。
-- example_fails_en: A row in data/lan/lan-c01/ belongs to a fund of lan-c02.
-- excludes_zh: 全县共用的登记，没有归属单位。
-- excludes_en: Registries shared by the county, which belong to no unit.
-- tests:    row_owners
-- reads:    row_owners, lineage
with homes as (
    select distinct file, owner from row_owners
),
placed as (
    select file, owner, len(string_split(file, '/')) - 2 as depth, string_split(file, '/')[-2] as folder from homes
),
strays as (
    select file, owner, folder from placed where not exists (
        select 1 from lineage
        where lineage.community_id = placed.owner
            and (lineage.ancestor_id = placed.folder or (placed.depth = 1 and lineage.county_id = placed.folder))
    )
)
select row_owners.file, row_owners.line, '' as column_name, row_owners.owner, strays.folder
from row_owners
join strays on strays.file = row_owners.file and strays.owner = row_owners.owner
order by all
