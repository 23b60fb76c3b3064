-- One return for each election.
select
    election_id as return_id,
    election_id,
    source_id,
    locator,
    'final' as stage,
    'whole' as tier,
    true as is_complete,
    true as names_everyone,
    1 as counts_rounded_to,
    registered_voters,
    ballots_cast,
    valid_votes,
    votes_counted,
    1 as rank,
    'the only one' as rank_reason,
    found_at
from given_elections
