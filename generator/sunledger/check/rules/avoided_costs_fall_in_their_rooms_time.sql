-- title_zh: 节约的支出在用房收回以后
-- title_en: Avoided costs fall in their room's time
-- severity: error
-- why_zh:   用房还没有收回，谁也不会替社区出钱；以后的年份还没有发生，先算上就是估大了。
-- why_en:   Before a room was recovered nobody bore costs for the community; a year to come has not happened and must not be counted.
-- message_zh: 用房 {space_id} 记了 {year} 年，应在 {first_year} 至 {last_year} 年
-- message_en: Space {space_id} has {year}; years run from {first_year} to {last_year}
-- fix_zh:   改正年份；用房收回的日期不对的，改 spaces.csv。
-- fix_en:   Mend the year; if the day of recovery is wrong, mend spaces.csv.
-- example_passes_zh: 2023 年收回，2024 年装修。
-- example_passes_en: Recovered in 2023, fitted out in 2024.
-- example_fails_zh: 2023 年收回，装修记在 2022 年。
-- example_fails_en: Recovered in 2023, with fit-out of 2022.
-- excludes_zh: 没有登记收回、列入日期的用房，只看有没有将来的年份。
-- excludes_en: Rooms without a day of recovery or listing, for which only years to come are looked at.
-- tests:    avoided_costs
-- reads:    avoided_costs, spaces, counties
select avoided_costs.file, avoided_costs.line, 'year' as column_name, space_id, avoided_costs.year,
    year(coalesce(spaces.recovered_on, spaces.listed_on)) as first_year, year(counties.as_of) as last_year
from avoided_costs
join spaces using (space_id)
join counties on counties.county_id = split_part(avoided_costs.file, '/', 2)
where avoided_costs.year not between
    coalesce(year(coalesce(spaces.recovered_on, spaces.listed_on)), 0) and year(counties.as_of)
order by all
