select
  tiers.community_id as county,
  tiers.tier as code,
  said_partner_tiers_tier(tiers.tier) as tier,
  count_text(tiers.partners) as partners,
  count_text(tiers.present) as present,
  count_text(tiers.jobs) as jobs,
  yuan(tiers.rent_waived) as rent_waived,
  count_text(tiers.loans) as loans,
  yuan(tiers.granted) as granted,
  yuan(tiers.repaid) as repaid,
  yuan(tiers.outstanding) as outstanding
from derived.partner_tiers as tiers
join meta.counties on counties.county_id = tiers.community_id
order by tiers.community_id, case tiers.tier when 'basic' then 1 when 'skill' then 2 else 3 end
