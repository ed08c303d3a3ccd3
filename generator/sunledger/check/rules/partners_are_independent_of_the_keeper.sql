-- title_zh: 往来单位与管钱的委员会没有关联
-- title_en: Partners are independent of the keeper
-- severity: warning
-- why_zh:   收款方、经营者与保管这笔资金的委员会是关联方的，照实标明；不是不许，但要让大家知道，并说明价格怎么定的。
-- why_en:   A payee or operator that is a related party of the committee keeping the fund is shown as such. It is not
--           forbidden, but everyone should know, and how the price was set.
-- message_zh: {partner_id} 是资金 {fund_id} 保管方 {custodian_id} 的关联方
-- message_en: {partner_id} is a related party of {custodian_id}, which keeps fund {fund_id}
-- fix_zh:   公示关联关系和定价依据；不再是关联方的，更新 organisations.csv 的 related_to。
-- fix_en:   Disclose the relation and how the price was set; if it has ended, update related_to in organisations.csv.
-- example_passes_zh: 收款方与保管账户的委员会没有关联。
-- example_passes_en: The payee is no related party of the committee.
-- example_fails_zh: 收款方的 related_to 是保管账户的委员会。
-- example_fails_en: The payee's related_to is the committee that keeps the fund.
-- excludes_zh: 没有登记的关联关系。
-- excludes_en: Relations that nobody entered.
-- tests:    organisations
-- reads:    disbursements, revenue, projects, funds, organisations
with dealings as (
    select fund_id, payee_id as partner_id, arg_min(file, (paid_on, payment_id)) as file,
        arg_min(line, (paid_on, payment_id)) as line, 'payee_id' as column_name
    from disbursements
    group by fund_id, payee_id
    union all
    select distinct revenue.fund_id, projects.operator_id, projects.file, projects.line, 'operator_id'
    from projects
    join revenue using (project_id)
)
select dealings.file, dealings.line, column_name, partner_id, fund_id, custodian_id
from dealings
join funds using (fund_id)
join organisations as partner on partner.organisation_id = dealings.partner_id
join organisations as custodian on custodian.organisation_id = funds.custodian_id
where partner.related_to = custodian_id or custodian.related_to = partner_id
order by all
