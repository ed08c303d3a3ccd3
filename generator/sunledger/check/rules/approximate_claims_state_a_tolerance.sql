-- title_zh: “大约”写明容差
-- title_en: Approximate claims state a tolerance
-- severity: error
-- why_zh:   “近”“左右”差多少算对，要先说好；不说好，怎么算都能算对。
-- why_en:   How near “about” must be is said beforehand, or any figure would do.
-- message_zh: 公开数字 {claim_id} 的限定词是 {qualifier:claims.qualifier}，没有写容差
-- message_en: Claim {claim_id} is qualified as {qualifier:claims.qualifier} and states no tolerance
-- fix_zh:   在 tolerance 写上允许相差多少，单位与数值相同。
-- fix_en:   Give the tolerance in the claim's own unit.
-- example_passes_zh: “20%左右”，tolerance 写 2。
-- example_passes_en: “About 20 %” with a tolerance of 2.
-- example_fails_zh: “20%左右”，tolerance 空着。
-- example_fails_en: “About 20 %” with a blank tolerance.
-- excludes_zh: 限定词是 exact、over、at_least 的公开数字。
-- excludes_en: Claims qualified as exact, over or at_least.
-- tests:    claims
-- reads:    claims
select file, line, 'tolerance' as column_name, claim_id, qualifier
from claims
where qualifier = 'about' and tolerance is null
order by all
