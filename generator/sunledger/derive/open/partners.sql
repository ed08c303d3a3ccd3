-- title_zh: 创富合伙人（公开形式）
-- title_en: Partners, as published
-- why_zh:   合伙人多是小商户，借没借钱、免没免租说的是它的财务；没有同意公开名称的，组织留空，备注也留空（个人信息保护法第二十八、二十九条的精神）。
--           岗位数的是岗位，不是受益的人，照数公布。
-- why_en:   Many partners are small traders, and loans and waived rent tell of their finances: without consent the
--           organisation is left blank, and so is the note, in the spirit of articles 28 and 29 of the Personal Information
--           Protection Law. Jobs count posts and not people served, and are published as they are.
-- reads:    partners
select * replace (
    case when consent_publish then organisation_id end as organisation_id,
    case when consent_publish then note end as note
)
from data.partners
