-- title_zh: 支出写明方案里的分项
-- title_en: Payments name a bucket of their scheme
-- severity: error
-- why_zh:   按方案分配的资金，每笔支出都要说明花的是哪个分项；没有方案的资金没有分项。
-- why_en:   A fund divided by a scheme is spent bucket by bucket; a fund without a scheme has none.
-- message_zh: 支出 {payment_id} 的分项是{bucket}，资金 {fund_id} 在 {paid_on} 的分项有：{allowed}
-- message_en: Payment {payment_id} names bucket {bucket}; on {paid_on} fund {fund_id} has: {allowed}
-- fix_zh:   从列出的分项里选一个；资金没有方案就留空。
-- fix_en:   Choose one of those listed; leave it blank for a fund without a scheme.
-- example_passes_zh: 5311 资金的支出，bucket 写 subsidy。
-- example_passes_en: A payment from a 5311 fund names the bucket subsidy.
-- example_fails_zh: 5311 资金的支出，bucket 空着。
-- example_fails_en: A payment from a 5311 fund names no bucket.
-- excludes_zh: 方案修订以前的旧分项，剩下的钱仍可支用；分项里还有没有钱，由另一条规则看。
-- excludes_en: Buckets of the scheme before it was revised, whose money may still be spent. Whether the bucket holds enough, which another rule looks at.
-- tests:    disbursements
-- reads:    disbursements, funds, schemes
with named as (
    select distinct funds.scheme_id, disbursements.paid_on, disbursements.bucket
    from disbursements
    join funds using (fund_id)
),
breaches as (
    select named.scheme_id, named.paid_on, named.bucket, string_agg(schemes.bucket, ', ' order by schemes.position)
            filter (where schemes.valid_to is null or schemes.valid_to >= named.paid_on) as allowed
    from named
    left join schemes on schemes.scheme_id = named.scheme_id and schemes.valid_from <= named.paid_on
    group by named.scheme_id, named.paid_on, named.bucket
    having not coalesce(bool_or(schemes.bucket = named.bucket), false)
        and (allowed is not null or named.bucket is not null)
)
select disbursements.file, disbursements.line, 'bucket' as column_name, payment_id,
    coalesce(disbursements.bucket, '(空 blank)') as bucket, fund_id, disbursements.paid_on,
    coalesce(allowed, '(无 none)') as allowed
from disbursements
join funds using (fund_id)
join breaches on breaches.paid_on = disbursements.paid_on
    and breaches.scheme_id is not distinct from funds.scheme_id
    and breaches.bucket is not distinct from disbursements.bucket
order by all
