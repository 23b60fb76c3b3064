-- One return for each election. The files drop trailing zeros, so the longest share of an election shows how many
-- decimals all its shares have. Shares with more than two decimals are rounded to two.
with shares as (
    select election, max(length(split_part(vote_share, '.', 2))) as decimals
    from read_csv('32__elections__ElectionResult.csv', header = true, all_varchar = true)
    where vote_share is not null
    group by election
)
select
    'parlgov-' || elections.id as return_id,
    'parlgov-' || elections.id as election_id,
    'parlgov-database' as source_id,
    'Election, id ' || elections.id as locator,
    'final' as stage,
    'whole' as tier,
    true as is_complete,
    false as names_everyone,
    case when shares.election is not null then 'valid votes' end as share_base,
    case when shares.election is not null then least(shares.decimals, 2) end as share_decimals,
    1 as counts_rounded_to,
    elections.electorate as registered_voters,
    elections.votes_cast as ballots_cast,
    elections.votes_valid as valid_votes,
    1 as rank,
    'the only one' as rank_reason
from read_csv('31__elections__Election.csv', header = true, all_varchar = true) as elections
left join shares on shares.election = elections.id
