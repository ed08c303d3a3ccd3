select
  functions.community_id as county,
  functions.aspect as code,
  said_space_functions_aspect(functions.aspect) as aspect,
  count_text(functions.aspect_functions) as functions,
  count_text(functions.aspect_spaces) as spaces,
  plain(functions.aspect_area_m2) as area,
  string_agg(spoken(functions.function) || '&#160;' || count_text(functions.spaces), ' · ' order by functions.spaces desc, functions.function)
    filter (where functions.function <> '—') as names
from derived.space_functions as functions
join meta.counties on counties.county_id = functions.community_id
group by functions.community_id, functions.aspect, functions.aspect_functions, functions.aspect_spaces, functions.aspect_area_m2
order by functions.community_id, list_position(['party', 'convenience', 'elderly', 'childcare', 'health', 'culture', 'shops'], functions.aspect)
