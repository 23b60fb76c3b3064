-- Most votes, yet not most seats
--
-- Elections in which the party with most votes is not the party with most seats. A tie on either side is no reversal
-- as long as one party is first by both.
--
-- key: election_id
with first_ones as (
    select
        election_id,
        contestant_id,
        max(contestant) as contestant,
        max(case when measure = 'votes' then contestant end) as by_votes,
        max(case when measure = 'votes' then share_pct end) as votes_pct,
        max(case when measure = 'seats' then contestant end) as by_seats,
        max(case when measure = 'seats' then share_pct end) as seats_pct
    from largest_party
    where contestant_id is not null
    group by election_id, contestant_id
),
firsts as (
    select
        election_id,
        string_agg(by_votes, ', ' order by contestant) as by_votes,
        max(votes_pct) as votes_pct,
        string_agg(by_seats, ', ' order by contestant) as by_seats,
        max(seats_pct) as seats_pct,
        count(case when by_votes is not null and by_seats is not null then 1 end) as first_by_both
    from first_ones
    group by election_id
)
select
    elections.election_id,                                      -- the election
    elections.election,                                 -- its name
    countries.country,                                  -- where it was held
    elections.first_polling_on,                                 -- main polling day
    firsts.by_votes as first_by_votes,                          -- party with most votes; null: not known
    firsts.votes_pct as first_by_votes_pct,                     -- its votes per 100 of the share's base
    firsts.by_seats as first_by_seats,                          -- party with most seats; null: not known
    firsts.seats_pct as first_by_seats_pct,                     -- its seats per 100 at stake
    case when firsts.by_votes is not null and firsts.by_seats is not null then firsts.first_by_both = 0 end
        as is_reversal,                                         -- true: different parties; null: votes or seats not known
    case
        when firsts.by_votes is null then 'no votes by contestant'
        when firsts.by_seats is null then 'no seats by contestant'
    end as missing                                              -- why it cannot be said; null when it can
from elections
join bodies on bodies.body_id = elections.body_id and bodies.kind = 'legislature'
join countries on countries.country_id = bodies.country_id
left join firsts on firsts.election_id = elections.election_id
order by elections.election_id
