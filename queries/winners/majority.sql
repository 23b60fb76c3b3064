-- How far the largest is from a majority
--
-- Seats needed for more than half of the chamber, the seats of the largest party or alliance, and how far it is
-- from a majority. A majority is earned where the largest also has more than half of the votes, and manufactured where
-- it has not.
--
-- key:  election_id
-- cite: Rae (1967), The Political Consequences of Electoral Laws (manufactured majorities)
with chambers as (
    select
        election_id,
        election,
        country,
        first_polling_on,
        seats,
        floor(seats / 2.0) + 1 as majority_seats
    from election_context
    where body_kind = 'legislature'
),
largest_parties as (
    -- Where several tie, the votes are those of one of them.
    select
        election_id,
        min(contestant_id) as contestant_id,
        string_agg(contestant, ', ' order by contestant) as contestants,
        max(amount) as seats
    from largest_party
    where measure = 'seats'
    group by election_id
)
select
    chambers.election_id,
    chambers.election,
    chambers.country,
    chambers.first_polling_on,
    cast(chambers.seats as bigint) as seats,                    -- seats at stake; null: not known
    cast(chambers.majority_seats as bigint) as majority_seats,  -- fewest seats that are more than half
    largest_parties.contestants as largest,                     -- party or alliance with most seats; all that tie
    cast(largest_parties.seats as bigint) as largest_seats,     -- its seats; null: not known
    cast(largest_parties.seats - chambers.majority_seats as bigint)
        as seats_over,                                          -- seats beyond majority_seats; below 0: it lacks some
    outcomes.vote_share_pct as largest_vote_share_pct,          -- votes per 100 of its share's base; null: not known
    case
        when largest_parties.seats is null then 'not known'
        when 2 * largest_parties.seats <= chambers.seats then 'none'
        when outcomes.vote_share_pct is null then 'votes not known'
        when outcomes.share_origin = 'printed' and outcomes.exact_share_pct = 50 then 'not decided by the printed share'
        when outcomes.exact_share_pct > 50 then 'earned'
        else 'manufactured'
    end as majority                                             -- none, earned, manufactured, or what is not known
from chambers
left join largest_parties on largest_parties.election_id = chambers.election_id
left join outcomes
    on outcomes.election_id = chambers.election_id
    and outcomes.contestant_id = largest_parties.contestant_id
order by chambers.country, chambers.first_polling_on, chambers.election_id
