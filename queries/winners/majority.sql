-- Seats needed, seats held, short or over
--
-- Seats needed for more than half of the chamber, the seats of the largest party or alliance, and how far it is
-- from a majority. A majority is earned where more than half of the votes stand behind it, manufactured where
-- they do not.
--
-- key:  election_id
-- cite: Rae (1967), The Political Consequences of Electoral Laws (manufactured majorities)
with largest as (
    select
        election_id,
        min(contestant_id) as contestant_id,
        string_agg(contestant, ', ' order by contestant) as contestant,
        max(amount) as seats
    from largest_party
    where measure = 'seats'
    group by election_id
)
select
    elections.election_id,                                      -- the election
    elections.election,                                 -- its name
    countries.country,                                  -- where it was held
    elections.first_polling_on,                                 -- main polling day
    cast(elections.seats as bigint) as seats,                   -- seats at stake; null when not known
    cast(floor(elections.seats / 2.0) + 1 as bigint) as majority_seats,  -- smallest number of seats that is more than half
    largest.contestant as largest,                              -- party or alliance with most seats; several where they tie
    cast(largest.seats as bigint) as largest_seats,             -- its seats; null when not known
    cast(largest.seats - (floor(elections.seats / 2.0) + 1) as bigint)
        as seats_over,                                          -- seats it has beyond majority_seats; below 0 it is that many short
    outcomes.vote_share_pct as largest_vote_share_pct,          -- its votes per 100 of the share's base; null when not known
    case
        when largest.seats is null then 'not known'
        when 2 * largest.seats <= elections.seats then 'none'
        when outcomes.vote_share_pct is null then 'votes not known'
        when outcomes.vote_share_pct > 50 then 'earned'
        else 'manufactured'
    end as majority                                             -- none, earned, manufactured, votes not known, not known
from elections
join bodies on bodies.body_id = elections.body_id and bodies.kind = 'legislature'
join countries on countries.country_id = bodies.country_id
left join largest on largest.election_id = elections.election_id
left join outcomes
    on outcomes.election_id = elections.election_id
    and outcomes.contestant_id = largest.contestant_id
order by countries.country, elections.first_polling_on, elections.election_id
