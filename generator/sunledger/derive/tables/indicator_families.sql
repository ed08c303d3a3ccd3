-- title_zh: 同组指标
-- title_en: Indicator families
-- why_zh:   由同一个比率连起来的计数，互相之间有大小关系（分子不大于分母），所以一起公布、一起不公布。组里有一个数人数户，
--           整组都按披露下限办；比率自己注明数人数户的，它的分子分母也算；
--           单位写人、人次、户的，不管注没注明都算。
-- why_en:   Counts that a ratio joins bound one another (no numerator above its denominator), so they are published and
--           withheld together. If one of a family counts people, the threshold holds for all of it; a ratio that is
--           marked as counting people marks its numerator and denominator, and so does a unit of persons, visits or households,
--           marked or not.
-- grain:    indicator that is a count
-- reads:    indicators
-- needs:    indicators
with recursive joined as (
    select numerator_id as one, denominator_id as other from indicators where kind = 'ratio'
    union
    select denominator_id, numerator_id from indicators where kind = 'ratio'
),
reached as (
    select indicator_id, indicator_id as member from indicators where kind = 'count'
    union
    select reached.indicator_id, joined.other
    from reached
    join joined on joined.one = reached.member
    where joined.other is not null
),
families as (
    select indicator_id, min(member) as family from reached group by indicator_id
),
marked as (
    select indicators.indicator_id, indicators.aggregate,
        indicators.counts_people or coalesce(bool_or(ratios.counts_people), false) or regexp_matches(
            lower(indicators.unit), '^(万)?(人|户|名|位)(次|数)?$|家庭|^(persons?|people|households?|famil(y|ies)|visits?|attendances?)$'
        ) as counts_people
    from indicators
    left join indicators as ratios on ratios.kind = 'ratio'
        and indicators.indicator_id in (ratios.numerator_id, ratios.denominator_id)
    where indicators.kind = 'count'
    group by indicators.indicator_id, indicators.aggregate, indicators.counts_people, indicators.unit
)
select indicator_id, families.family, marked.counts_people,
    bool_or(marked.counts_people) over same as guarded,
    bool_and(marked.aggregate = 'sum') over same as adds_up
from families
join marked using (indicator_id)
window same as (partition by families.family)
order by indicator_id
