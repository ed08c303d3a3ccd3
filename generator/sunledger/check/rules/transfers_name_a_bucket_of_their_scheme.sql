-- title_zh: 划出写明方案里的分项
-- title_en: Transfers name a bucket of their scheme
-- severity: error
-- why_zh:   划出写了分项，就从那个分项扣；分项写错，各分项合计就不等于资金结余。
-- why_en:   A transfer that names a bucket is taken from it; a wrong name would keep the buckets from adding up to the
--           fund's balance.
-- message_zh: 划转 {transfer_id} 的分项是 {bucket}，资金 {fund_id} 在 {moved_on} 的分项有：{allowed}
-- message_en: Transfer {transfer_id} names bucket {bucket}; on {moved_on} fund {fund_id} has: {allowed}
-- fix_zh:   从列出的分项里选一个，或留空，从未分配的钱里划。
-- fix_en:   Choose one of those listed, or leave it blank to take it from what is not divided.
-- example_passes_zh: 从 5311 资金划出，bucket 写 governance。
-- example_passes_en: A transfer from a 5311 fund names the bucket governance.
-- example_fails_zh: 从 5311 资金划出，bucket 写 bonus。
-- example_fails_en: A transfer from a 5311 fund names the bucket bonus.
-- excludes_zh: 没有写分项的划转，从未分配的钱里出；方案修订以前的旧分项，剩下的钱仍可划出。
-- excludes_en: Transfers without a bucket, which come out of what is not divided; buckets of the scheme before it was revised.
-- tests:    transfers
-- reads:    transfers, funds, schemes
with valid as (
    select transfers.transfer_id, string_agg(schemes.bucket, ', ' order by schemes.position)
            filter (where schemes.valid_to is null or schemes.valid_to >= transfers.moved_on) as allowed,
        coalesce(bool_or(schemes.bucket = transfers.bucket), false) as is_named
    from transfers
    join funds on funds.fund_id = transfers.from_fund_id
    left join schemes on schemes.scheme_id = funds.scheme_id and schemes.valid_from <= transfers.moved_on
    group by transfers.transfer_id
)
select file, line, 'bucket' as column_name, transfer_id, bucket, from_fund_id as fund_id, moved_on,
    coalesce(allowed, '(无 none)') as allowed
from transfers
join valid using (transfer_id)
where bucket is not null and not is_named
order by all
