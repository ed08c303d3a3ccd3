-- title_zh: 公示单摘要
-- title_en: Notice digests
-- why_zh:   纸上的公示单印一段摘要，谁都能核对它和网上的数字是不是同一份。摘要是下面这段文字的 SHA-256：先是“单位|月份”，
--   然后每笔资金一行“资金|上月结余|收入|成本|划入|划出|支出|本月结余|银行余额”，再是每笔账一行“资金|次序|编号|收入|支出|结余”，行间换行。
-- why_en:   A printed notice carries a digest, so that anyone can check that paper and website show the same figures. It is
--   the SHA-256 of these lines: unit|month, then for each fund its figures, then for each entry its amounts and balance.
-- grain:    community_id, month
-- reads:    fund_months, ledger_entries
-- needs:    fund_months
-- parts:    fund_months by community_id
with fund_lines as (
  select
    community_id,
    month,
    count(*) as funds,
    string_agg(
      concat_ws('|', fund_id, opening, gross, cost, transfers_in, transfers_out, disbursed, closing,
                coalesce(cast(statement as varchar), '')),
      chr(10) order by fund_id
    ) as lines
  from fund_months
  group by community_id, month
),
entry_lines as (
  select
    fund_months.community_id,
    fund_months.month,
    count(*) as entries,
    string_agg(
      concat_ws('|', fund_id, position, entry_id, money_in, money_out, balance),
      chr(10) order by fund_id, position
    ) as lines
  from ledger_entries
  join fund_months using (fund_id, month)
  group by fund_months.community_id, fund_months.month
),
final as (
  select
    fund_lines.community_id,
    fund_lines.month,
    fund_lines.funds,
    coalesce(entry_lines.entries, 0) as entries,
    sha256(concat_ws(chr(10), fund_lines.community_id || '|' || fund_lines.month, fund_lines.lines,
                     entry_lines.lines)) as digest
  from fund_lines
  left join entry_lines using (community_id, month)
)
select * from final
order by community_id, month
