-- One return for each election.
select
    'spreadsheet-' || coalesce(nullif(trim(regexp_replace(lower(strip_accents(election)), '[^a-z0-9]+', '-', 'g'), '-'), ''), md5(election)) as return_id,
    'spreadsheet-' || coalesce(nullif(trim(regexp_replace(lower(strip_accents(election)), '[^a-z0-9]+', '-', 'g'), '-'), ''), md5(election)) as election_id,
    'spreadsheet-' || coalesce(nullif(trim(regexp_replace(lower(strip_accents(publisher || title)), '[^a-z0-9]+', '-', 'g'), '-'), ''), md5(publisher || title)) as source_id,
    place,
    'final' as stage,
    'whole' as tier,
    true as is_complete,
    1 as counts_rounded_to,
    registered_voters,
    ballots_cast,
    valid_votes,
    1 as rank,
    'the only one' as rank_reason
from read_csv('elections.csv', header = true, all_varchar = true)
