-- title_zh: 合伙人是经营者
-- title_en: Partners are businesses
-- severity: error
-- why_zh:   合伙人是来做生意、提供岗位的；管钱的委员会、审账的机构、政府部门和慈善组织不能当合伙人，不然就是自己给自己优惠。
-- why_en:   Partners do business and offer jobs. A committee that keeps the money, an auditor, a public body or a charity can't be
--           one: it would be granting a benefit to itself.
-- message_zh: 合伙人 {partner_id} 是 {kind:organisations.kind}
-- message_en: Partner {partner_id} is of kind {kind:organisations.kind}
-- fix_zh:   改成真正经营的组织；组织类别登记错了的，改 organisations.csv。
-- fix_en:   Name the business; if the kind is wrong, mend organisations.csv.
-- example_passes_zh: 合伙人是一家商户。
-- example_passes_en: The partner is a merchant.
-- example_fails_zh: 合伙人是业主委员会。
-- example_fails_en: The partner is an owners' committee.
-- excludes_zh: 出借方，什么组织都可以。
-- excludes_en: Lenders, which may be any organisation.
-- tests:    partners
-- reads:    partners, organisations
select partners.file, partners.line, 'organisation_id' as column_name, partner_id, organisations.kind
from partners
join organisations using (organisation_id)
where organisations.kind in ('committee', 'auditor', 'public_body', 'charity')
order by all
