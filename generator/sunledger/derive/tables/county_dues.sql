-- title_zh: 县合同应收
-- title_en: County dues
-- why_zh:   全县每年按合同应收多少、收了多少、年底还欠多少，由合同逐年应收加出。营业额或利润没有申报的合同另外数出，不当作零。
-- why_en:   What all contracts of a county owed in a year, what came in and what was owed at its end, added up from
--           contract years. Contracts without a reported turnover or profit are counted apart, not as zero.
-- grain:    county × kind of due × year
-- reads:    contract_years
-- needs:    contract_years
select county_id, kind, year, count(due) as contracts, coalesce(sum(due), 0) as due,
    coalesce(sum(received) filter (where due is not null), 0) as received,
    coalesce(sum(difference), 0) as difference, coalesce(sum(arrears), 0) as arrears,
    count(*) filter (where status = 'owed') as owing, count(*) filter (where status = 'unreported') as unreported
from contract_years
where status <> 'pending'
group by county_id, kind, year
order by county_id, kind, year
