-- Everyone who stood, under the names of results.csv.
select
    contestant_id,
    election_id,
    min(contestant) as contestant,
    min(kind) as kind,
    min(is_valid) as is_valid,
    min(source_id) as source_id,
    min(locator) as locator,
    arg_min(found_at, row) as found_at
from given_results
group by contestant_id, election_id
