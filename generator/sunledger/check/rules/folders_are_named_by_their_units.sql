-- title_zh: 社区目录以本县的单位命名
-- title_en: Folders are named by their units
-- severity: error
-- why_zh:   目录名说明里面的账归谁管。目录名不是本县登记的单位，里面的文件就没有主人，简介也没有页面可放。
-- why_en:   A folder's name says whose files are in it. If it is no unit of the county, nobody keeps its files, and what
--           they say of themselves has no page.
-- message_zh: 目录 {folder} 不是县 {county} 登记的单位
-- message_en: Folder {folder} is no unit of county {county}
-- fix_zh:   改成 communities.csv 里的编号，或先在那里登记这个单位；放错县的目录移到所属的县。
-- fix_en:   Name it by an id of communities.csv, or register the unit there; move another county's folder to its county.
-- example_passes_zh: data/tan/tan-c01 里有文件，tan-c01 登记在 data/tan/communities.csv。
-- example_passes_en: There are files in data/tan/tan-c01, and data/tan/communities.csv has tan-c01.
-- example_fails_zh: 目录写成 data/tan/tan-c1，没有这个单位。
-- example_fails_en: The folder is data/tan/tan-c1, and there is no such unit.
-- excludes_zh: 已撤并单位的目录，里面是它以前的账。县目录的名称，只要没有简介。
-- excludes_en: Folders of retired units, which hold their past accounts. The name of a county's folder that has no text about it.
-- tests:    files
-- reads:    files, abouts, lineage
with placed as (
    select file from files where len(string_split(file, '/')) = 4
    union all
    select file from abouts
),
folders as (
    select split_part(file, '/', 2) as county, string_split(file, '/')[-2] as folder, min(file) as file
    from placed
    group by county, folder
)
select file, 0 as line, '' as column_name, folder, county
from folders
where (folder, county) not in (select (community_id, county_id) from lineage)
order by all
