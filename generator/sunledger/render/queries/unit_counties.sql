select community_id as unit, county_id as county from derived.lineage where distance = 0 order by community_id
