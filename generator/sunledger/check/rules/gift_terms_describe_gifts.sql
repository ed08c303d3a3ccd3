-- title_zh: 捐赠约定说的是捐赠
-- title_en: Gift terms describe gifts
-- severity: error
-- why_zh:   租金、分成没有捐赠方，谈不上约定用途。
-- why_en:   Rent and shares have no donor and so no use named by one.
-- message_zh: 收入 {entry_id} 是 {basis:revenue.basis}，不是捐赠
-- message_en: Entry {entry_id} is of basis {basis:revenue.basis}, not a gift
-- fix_zh:   改成捐赠的编号，或改正收入的性质。
-- fix_en:   Name the entry of the gift, or mend the basis of the entry.
-- example_passes_zh: 约定写的是一笔捐赠。
-- example_passes_en: The terms name an entry of basis donation.
-- example_fails_zh: 约定写的是一笔租金。
-- example_fails_en: The terms name an entry of rent.
-- excludes_zh: 补助的用途，由发补助的文件规定。
-- excludes_en: The use of grants, which the granting document rules.
-- tests:    gift_terms
-- reads:    gift_terms, revenue
select gift_terms.file, gift_terms.line, 'entry_id' as column_name, entry_id, revenue.basis
from gift_terms
join revenue using (entry_id)
where revenue.basis not in ('donation', 'in_kind')
order by all
