-- title_zh: 支出不超过分项余额
-- title_en: Payments stay within their bucket
-- severity: error
-- why_zh:   一个分项当天能付的，是它的月初余额减去本月已经付出的；当月的收入下月才分，下月才能用。未分配的部分可以用当月不分的收入和当天以前划入的钱；
--           没有方案生效时的支出从这里付。
-- why_en:   On a day a bucket holds its balance at the month's start less what has gone out since; a month's income is
--           divided at its end and spent from the next month on. What is not divided may use the
--           month's income that no scheme divides and money moved in by that day; payments made while no scheme is in force come out of it.
-- message_zh: {on_day} 从资金 {fund_id} 的分项 {bucket} 付 {amount}（{entry_id}），当时只有 {held}
-- message_en: On {on_day} {amount} left bucket {bucket} of fund {fund_id} ({entry_id}), which held {held}
-- fix_zh:   核对支付日期、分项和金额；钱不够就等下月分配以后再付。
-- fix_en:   Check date, bucket and amount; wait for the next month's allocation if the bucket is too small.
-- example_passes_zh: 分项月初剩 5000.00，当月付 4200.00。
-- example_passes_en: A bucket held 5000.00 at the month's start; 4200.00 is paid.
-- example_fails_zh: 分项月初剩 5000.00，当月付 5000.01。
-- example_fails_en: A bucket held 5000.00 at the month's start; 5000.01 is paid.
-- excludes_zh: 没有方案的资金，由“不透支”一条看；方案生效期间没有写分项的支出，由另一条规则看。
-- excludes_en: Funds without a scheme, which the rule on overdrawing looks at; payments without a bucket while a scheme is in force, which another rule names.
-- tests:    bucket_balances
-- reads:    bucket_balances, disbursements, transfers, funds, schemes
with divided as (
    select distinct disbursements.payment_id
    from disbursements
    join funds using (fund_id)
    join schemes on schemes.scheme_id = funds.scheme_id and schemes.valid_from <= disbursements.paid_on
        and coalesce(schemes.valid_to, date '9999-12-31') >= disbursements.paid_on
),
moves as (
    select fund_id, paid_on as on_day,
        coalesce(bucket, case when divided.payment_id is null then 'unallocated' end) as bucket,
        disbursements.payment_id as entry_id, -amount as change, file, line, 'bucket' as column_name
    from disbursements
    left join divided on divided.payment_id = disbursements.payment_id
    where not coalesce(in_kind, false)
    union all
    select from_fund_id, moved_on, coalesce(bucket, 'unallocated'), transfer_id, -amount, file, line, 'amount'
    from transfers
    union all
    select to_fund_id, moved_on, 'unallocated', transfer_id, amount, file, line, 'amount' from transfers
),
running as (
    select moves.*, bucket_balances.opening
        + case when moves.bucket = 'unallocated' then greatest(bucket_balances.allocated, 0) else 0 end
        + sum(change) over (
            partition by moves.fund_id, moves.bucket, bucket_balances.month order by on_day, change <= 0, entry_id
            rows between unbounded preceding and current row
        ) as after
    from moves
    join bucket_balances on bucket_balances.fund_id = moves.fund_id and bucket_balances.bucket = moves.bucket
        and bucket_balances.month = strftime(moves.on_day, '%Y-%m')
)
select file, line, column_name, on_day, fund_id, bucket, -change as amount, entry_id, after - change as held
from running
where after < 0 and change < 0
order by all
