-- title_zh: 纾困、补贴专款专用
-- title_en: Relief and subsidies pay for nothing else
-- severity: error
-- why_zh:   纾困和普惠补贴两个分项是给居民的，不能拿去付治理、设施或别的开支。
-- why_en:   The buckets of relief and of subsidies are the residents'; governance, works and the rest are paid from
--           others.
-- message_zh: 支出 {payment_id} 用途是 {purpose:disbursements.purpose}，却出自分项 {bucket}
-- message_en: Payment {payment_id} is for {purpose:disbursements.purpose} but comes out of bucket {bucket}
-- fix_zh:   改用途或改分项，让两者一致；真的挪用了，先按程序退回。
-- fix_en:   Mend the purpose or the bucket; if the money was really spent otherwise, return it first.
-- example_passes_zh: 应急纾困的支出，用途也是应急纾困。
-- example_passes_en: A payment from the bucket relief for relief.
-- example_fails_zh: 从纾困分项付了治理服务的钱。
-- example_fails_en: A payment from the bucket relief for governance.
-- excludes_zh: 编号不叫 relief、subsidy 的分项：它们的用途由各县的方案定。
-- excludes_en: Buckets with other ids, whose use the county's own scheme decides.
-- tests:    disbursements
-- reads:    disbursements
select file, line, 'purpose' as column_name, payment_id, bucket, purpose
from disbursements
where bucket in ('relief', 'subsidy') and purpose <> bucket
order by all
