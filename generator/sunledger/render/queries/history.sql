select state, day(cast(since as date)) as since from meta.history
