select
  partners.community_id as unit,
  named(units.name, units.name_en) as unit_name,
  partners.partner_id as partner,
  coalesce(named(firms.name, firms.name_en), '') as name,
  partners.tier as code,
  said_partners_tier(partners.tier) as tier,
  coalesce(spoken(partners.note), '') as note,
  day(partners.joined_on) as joined_on,
  coalesce(day(partners.left_on), '') as left_on,
  coalesce(count_text(partners.jobs), '') as jobs,
  coalesce(yuan(partners.rent_waived), '') as rent_waived
from open.partners
join open.communities as units on units.community_id = partners.community_id
join derived.lineage on lineage.community_id = partners.community_id and lineage.distance = 0
left join open.organisations as firms on firms.organisation_id = partners.organisation_id
where lineage.county_id = $county
order by case partners.tier when 'basic' then 1 when 'skill' then 2 else 3 end, partners.partner_id
