select
  flows.county_id as county,
  flows.kind as kind,
  said_funds_kind(flows.kind) as kind_label,
  flows.side as side,
  flows.bucket as bucket,
  case when flows.bucket in ('whole', 'unallocated') then '' else named(flows.name, flows.name_en) end as bucket_name,
  case
    when flows.label in ('opening', 'transfers_in', 'cost', 'transfers_out', 'closing') then said_flows_label(flows.label)
    when flows.side = 'in' then said_revenue_category(flows.label)
    else said_disbursements_purpose(flows.label)
  end as label,
  yuan(flows.amount) as amount,
  yuan(flows.total) as total,
  fen(flows.amount) as amount_fen
from derived.flows as flows
join meta.counties on counties.county_id = flows.county_id
where flows.county_id = $county and flows.year = cast(left(counties.last_month, 4) as integer)
order by
  flows.kind, flows.side, flows.bucket <> 'whole', flows.position, flows.bucket, flows.name,
  flows.label <> 'opening', flows.label = 'closing', flows.amount desc, flows.label
