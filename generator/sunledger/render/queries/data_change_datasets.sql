select distinct change_id as change, dataset as dataset
from derived.data_change_parts
order by change_id, dataset
