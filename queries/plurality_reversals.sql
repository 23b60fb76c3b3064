-- Most votes, yet not most seats
--
-- Elections in which the party with most votes is not the party with most seats. A tie on either side is no reversal
-- as long as one party is first by both.
--
-- key: election_id
with firsts as (
    select
        election_id,
        measure,
        string_agg(contestant, ', ' order by contestant) as contestant,
        max(share_pct) as share_pct
    from largest_party
    where contestant_id is not null
    group by election_id, measure
),
both_first as (
    select by_votes.election_id
    from largest_party as by_votes
    join largest_party as by_seats
        on by_seats.election_id = by_votes.election_id
        and by_seats.contestant_id = by_votes.contestant_id
        and by_seats.measure = 'seats'
    where by_votes.measure = 'votes'
    group by by_votes.election_id
)
select
    elections.election_id,                                      -- the election
    elections.name as election,                                 -- its name
    by_votes.contestant as first_by_votes,                      -- party with most votes; null: not known
    by_votes.share_pct as first_by_votes_pct,                   -- its votes per 100 of the share's base
    by_seats.contestant as first_by_seats,                      -- party with most seats; null: not known
    by_seats.share_pct as first_by_seats_pct,                   -- its seats per 100 at stake
    case when by_votes.election_id is not null and by_seats.election_id is not null then both_first.election_id is null end
        as is_reversal,                                         -- true: different parties; null: votes or seats not known
    case
        when by_votes.election_id is null then 'no votes by contestant'
        when by_seats.election_id is null then 'no seats by contestant'
    end as missing                                              -- why it cannot be said; null when it can
from elections
join bodies on bodies.body_id = elections.body_id and bodies.kind = 'legislature'
left join firsts as by_votes on by_votes.election_id = elections.election_id and by_votes.measure = 'votes'
left join firsts as by_seats on by_seats.election_id = elections.election_id and by_seats.measure = 'seats'
left join both_first on both_first.election_id = elections.election_id
order by elections.election_id
