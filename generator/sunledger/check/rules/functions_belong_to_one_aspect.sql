-- title_zh: 一项功能只属于一个方面
-- title_en: Functions belong to one aspect
-- severity: error
-- why_zh:   功能清单上每一项只在一个方面；同一个名字分在两处，数出来的方面和功能就不对。
-- why_en:   On the list of functions each stands under one aspect; with one name in two places both counts come out wrong.
-- message_zh: 用房 {space_id} 的功能“{function}”写在方面 {aspect:spaces.aspect}，别处不是这样写的
-- message_en: Space {space_id} has function “{function}” under aspect {aspect:spaces.aspect}, other rooms have it elsewhere
-- fix_zh:   照功能清单改正方面，或把功能的名称写准。
-- fix_en:   Mend the aspect by the list of functions, or the name of the function.
-- example_passes_zh: 两处“理发室”都写在生活配套。
-- example_passes_en: Two barber's rooms, both under shops.
-- example_fails_zh: 一处“理发室”写在生活配套，另一处写在养老。
-- example_fails_en: One barber's room under shops, another under elderly care.
-- excludes_zh: 没有写功能的用房；方面里有没有这项功能，本地清单没有登记。
-- excludes_en: Rooms that name no function, and whether the local list has the function, which is not entered.
-- tests:    spaces
-- reads:    spaces
with named as (
    select file, line, space_id, function, aspect, min(aspect) over same as first_aspect, max(aspect) over same as last_aspect
    from spaces
    where function is not null
    window same as (partition by split_part(file, '/', 2), function)
)
select file, line, 'aspect' as column_name, space_id, function, coalesce(aspect, '(空 blank)') as aspect
from named
where aspect is null or first_aspect <> last_aspect
order by all
