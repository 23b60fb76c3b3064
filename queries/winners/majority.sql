-- How far the largest is from a majority
--
-- Seats needed for more than half of the whole chamber, the seats of the largest party or alliance, and how far it is
-- from a majority. A majority is earned where the largest also has more than half of the valid votes, and manufactured
-- where it has not. A by-election or a partial renewal fills a part of the chamber only, and so decides no majority of
-- it, unless that part is more than half.
--
-- key:  election_id
-- cite: Rae (1967), The Political Consequences of Electoral Laws (manufactured majorities)
with largest_parties as (
    -- Several are named only where they tie, and then none has more than half.
    select
        election_id,
        min(contestant_id) as contestant_id,
        string_agg(contestant, ', ' order by contestant) as contestants,
        max(seats) as seats,
        max(case when has_majority then 1 when not has_majority then 0 end) = 1 as has_majority,
        max(missing) as missing
    from largest_party
    where measure = 'seats'
    group by election_id
),
chambers as (
    select
        election_context.election_id,
        election_context.election,
        election_context.country,
        election_context.first_polling_on,
        election_context.scope,
        cast(election_context.seats as bigint) as seats,
        cast(election_context.chamber_seats as bigint) as chamber_seats,
        cast(floor(election_context.chamber_seats / 2.0) + 1 as bigint) as majority_seats,
        largest_parties.contestants as largest,
        largest_parties.seats as largest_seats,
        case when not election_context.is_annulled then largest_parties.has_majority end as has_majority,
        case
            when election_context.is_annulled then 'the poll was declared void'
            when largest_parties.seats is null then largest_parties.missing
            when largest_parties.has_majority is not null then null
            when election_context.scope <> 'general'
            then 'a ' || election_context.scope || ' fills a part of the chamber'
            else majorities.missing
        end as missing,
        outcomes.vote_share_pct,
        outcomes.share_base,
        majorities_of_votes.has_majority as has_votes,
        majorities_of_votes.missing as missing_votes
    from election_context
    left join largest_parties on largest_parties.election_id = election_context.election_id
    left join outcomes
        on outcomes.election_id = largest_parties.election_id
        and outcomes.contestant_id = largest_parties.contestant_id
    left join majorities
        on majorities.election_id = largest_parties.election_id
        and majorities.contestant_id = largest_parties.contestant_id
        and majorities.measure = 'seats'
    left join majorities as majorities_of_votes
        on majorities_of_votes.election_id = largest_parties.election_id
        and majorities_of_votes.contestant_id = largest_parties.contestant_id
        and majorities_of_votes.measure = 'votes'
    where election_context.body_kind = 'legislature'
)
select
    election_id,
    election,
    country,
    first_polling_on,
    scope,                                                      -- general, by-election or partial renewal
    seats,                                                      -- seats at stake; null: not known
    chamber_seats,                                              -- seats of the whole chamber; null: not known
    majority_seats,                                             -- fewest seats that are more than half of the chamber
    largest,                                                    -- party or alliance with most seats; all that tie
    largest_seats,                                              -- its seats; null: not known
    case when seats = chamber_seats then largest_seats - majority_seats end
        as seats_over,                                          -- seats beyond majority_seats; below 0: it lacks some
    vote_share_pct as largest_vote_share_pct,                   -- its votes per 100 of share_base; null: not known
    share_base,
    has_majority,                                               -- more than half of the chamber; null: see missing
    case
        when has_majority is null then null
        when not has_majority then 'none'
        when has_votes then 'earned'
        when not has_votes then 'manufactured'
    end as majority,                                            -- none, earned, manufactured; null: see missing
    case when has_majority then missing_votes else missing end as missing
from chambers
order by country, first_polling_on, election_id
