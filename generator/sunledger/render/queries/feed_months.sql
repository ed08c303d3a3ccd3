with published as (
  select
    months.community_id, months.fund_id, months.month, months.gross, months.cost, months.disbursed, months.closing,
    max(coalesce(timeliness.posted_on, month_end(months.month))) over unit_month as updated,
    min(coalesce(timeliness.posted_on, month_end(months.month))) over unit_month as published
  from derived.fund_months as months
  left join derived.timeliness on timeliness.fund_id = months.fund_id and timeliness.month = months.month
  where ($everywhere or months.community_id in (from these_units))
    and (timeliness.status in ('reported', 'late', 'nil') or (timeliness.status is null and months.entries > 0))
  window unit_month as (partition by months.community_id, months.month)
),
ranked as (
  select *, dense_rank() over (
    partition by case when $everywhere then '' else community_id end
    order by updated desc, month desc, community_id
  ) as place
  from published
)
select
  ranked.community_id as unit,
  titled(units.name, units.name_en) as title,
  counties.county_id as county,
  ranked.month as month,
  day(ranked.published) as published,
  day(ranked.updated) as updated,
  ranked.month > strftime(
    month_start(counties.last_month) - to_months(counties.notice_months), '%Y-%m'
  ) as noticed,
  named(funds.name, funds.name_en) as name,
  said_funds_kind(funds.kind) as kind_label,
  signed(ranked.gross) as gross,
  signed(-ranked.cost) as cost,
  signed(-ranked.disbursed) as disbursed,
  yuan(ranked.closing) as closing
from ranked
join open.funds using (fund_id)
join open.communities as units on units.community_id = ranked.community_id
join derived.lineage on lineage.community_id = ranked.community_id and lineage.distance = 0
join meta.counties on counties.county_id = lineage.county_id
where ranked.place <= $most
order by case when $everywhere then '' else ranked.community_id end, ranked.place, funds.kind, funds.fund_id
