-- title_zh: 优惠与合伙人级别相符
-- title_en: Benefits follow the partner's tier
-- severity: error
-- why_zh:   三级合伙人各有各的优惠：技能级免租金，创业级可以贷款。给错了级别，就是给了办法没有给的好处。
-- why_en:   Each tier has its own benefit: skill partners pay no rent, entrepreneur partners may borrow. To the wrong tier it is a
--           favour that no rule grants.
-- message_zh: 合伙人 {partner_id} 是 {tier:partners.tier} 级，没有这项优惠
-- message_en: Partner {partner_id} is of tier {tier:partners.tier}, which has no such benefit
-- fix_zh:   核对 partners.csv 的级别、免租金额，或 loans.csv 的合伙人。
-- fix_en:   Check tier and rent waived in partners.csv, or the partner in loans.csv.
-- example_passes_zh: 技能级合伙人免租 6000.00。
-- example_passes_en: A skill partner with 6000.00 of rent waived.
-- example_fails_zh: 基础级合伙人有一笔贷款。
-- example_fails_en: A basic partner with a loan.
-- excludes_zh: 没有填的免租金额；岗位，哪一级都可以有。
-- excludes_en: Blank amounts of rent waived, and jobs, which any tier may offer.
-- tests:    partners
-- reads:    partners, loans
select partners.file, partners.line, 'rent_waived' as column_name, partner_id, tier
from partners
where rent_waived > 0 and tier <> 'skill'
union all
select loans.file, loans.line, 'partner_id', partner_id, tier
from loans
join partners using (partner_id)
where tier <> 'entrepreneur'
order by all
