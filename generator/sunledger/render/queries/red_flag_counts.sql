select
  counts.flag as flag,
  said_red_flag_counts_flag(counts.flag) as label,
  titled(counts.question_zh, counts.question_en) as question,
  counts.needs as needs,
  said_red_flag_counts_subject(counts.subject) as subject,
  counts.county_id as county,
  named(places.name, places.name_en) as county_name,
  count_text(counts.passed) as passed,
  counts.failed as failed,
  count_text(counts.not_applicable) as not_applicable
from derived.red_flag_counts as counts
join meta.counties as places on places.county_id = counts.county_id
order by counts.flag, counts.county_id
