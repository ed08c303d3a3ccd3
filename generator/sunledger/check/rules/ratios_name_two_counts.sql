-- title_zh: 比率写明分子和分母
-- title_en: Ratios name two counts
-- severity: error
-- why_zh:   缺分子或分母的比率算不出来；分子分母相同永远是百分之百；计数有分子分母，说明类型写错了。
-- why_en:   A ratio without both parts can't be computed and one of equal parts is always 100 %; a count with parts is
--           of the wrong kind.
-- message_zh: 指标 {indicator_id}（{kind:indicators.kind}）的分子是 {numerator}，分母是 {denominator}
-- message_en: Indicator {indicator_id} ({kind:indicators.kind}) has numerator {numerator} and denominator {denominator}
-- fix_zh:   比率填上两个不同的计数指标；计数两个都空着。
-- fix_en:   Give a ratio two different counts; leave both blank for a count.
-- example_passes_zh: 满意度的分子是满意问卷，分母是全部问卷。
-- example_passes_en: Satisfaction has satisfied answers over all answers.
-- example_fails_zh: 满意度的分母空着。
-- example_fails_en: The denominator of satisfaction is blank.
-- excludes_zh: 无。
-- excludes_en: None.
-- tests:    indicators
-- reads:    indicators
select indicators.file, indicators.line,
    case when indicators.kind = 'count' or numerators.kind is distinct from 'count' then 'numerator_id'
        else 'denominator_id' end as column_name,
    indicators.indicator_id, indicators.kind, coalesce(indicators.numerator_id, '(空 blank)') as numerator,
    coalesce(indicators.denominator_id, '(空 blank)') as denominator
from indicators
left join indicators as numerators on numerators.indicator_id = indicators.numerator_id
left join indicators as denominators on denominators.indicator_id = indicators.denominator_id
where (indicators.kind = 'count' and (indicators.numerator_id is not null or indicators.denominator_id is not null))
    or (indicators.kind = 'ratio' and (numerators.kind is distinct from 'count' or denominators.kind is distinct from 'count'
        or indicators.numerator_id = indicators.denominator_id))
order by all
