-- Who stood, under the names of results.csv.
select
    contestant_id,
    election_id,
    min(contestant) as label,
    min(kind) as kind,
    min(source_id) as source_id,
    min(place) as place,
    arg_min(found_at, row) as found_at
from given_results
group by contestant_id, election_id
