-- Outcome of every contestant
--
-- The figures the database goes by, and where each was printed. Votes and share of a contestant come from the
-- highest ranked return that gives either, its seats from the highest ranked one that gives seats; never are a
-- contestant's votes and share mixed from two. A share is as printed or, where none is printed, votes per 100 valid
-- votes of the same return. A member of an alliance has a row of its own: leave out the rows with an
-- alliance_contestant_id where you add up.
--
-- key: contestant_id
with votes_used as (
    select results.*, returns.source_id, returns.stage, returns.share_base, returns.valid_votes
    from results
    join returns on returns.return_id = results.return_id
    where returns.rank is not null and (results.votes is not null or results.vote_share_pct is not null)
    qualify row_number() over (partition by results.election_id, results.contestant_id order by returns.rank) = 1
),
seats_used as (
    select results.*, returns.source_id, returns.stage
    from results
    join returns on returns.return_id = results.return_id
    where returns.rank is not null and results.seats is not null
    qualify row_number() over (partition by results.election_id, results.contestant_id order by returns.rank) = 1
),
party_sets as (
    select contestant_id, string_agg(party_id, ' ' order by party_id) as party_ids
    from contestant_parties
    group by contestant_id
)
select
    elections.election_id,                                      -- the election
    elections.name as election,                                 -- its name
    countries.name as country,                                  -- where it was held
    elections.first_polling_on,                                 -- main polling day
    contestants.contestant_id,                                  -- the contestant
    contestants.label as contestant,                            -- its name as printed
    contestants.kind,                                           -- party list, alliance, joint list, independents, candidate or option
    case contestants.kind
        when 'independents' then 'independents'
        when 'alliance' then contestants.label
        else coalesce(party_sets.party_ids, contestants.label)
    end as identity,                                            -- the same at each election in which this contestant stood: its parties, an alliance's name, or all independents together
    contestants.colour,                                         -- colour printed beside it; null when none is
    alliances.contestant_id as alliance_contestant_id,          -- alliance in whose row it is counted too; null when it stands for itself
    alliances.label as alliance,                                -- that alliance's name
    votes_used.votes,                                           -- votes it won; null: no source says
    cast(case
        when votes_used.vote_share_pct is not null then votes_used.vote_share_pct
        else round(cast(100.0 * votes_used.votes / nullif(votes_used.valid_votes, 0) as decimal(18, 6)), 2)
    end as double) as vote_share_pct,                           -- votes per 100 of share_base; null: no source says
    case
        when votes_used.vote_share_pct is not null then votes_used.share_base
        when votes_used.votes is not null and votes_used.valid_votes > 0 then 'valid votes'
    end as share_base,                                          -- what the share is a share of: valid votes, all ballots or other
    case
        when votes_used.vote_share_pct is not null then 'printed'
        when votes_used.votes is not null and votes_used.valid_votes > 0 then 'computed'
    end as share_origin,                                        -- whether the source prints the share, or it was computed from votes
    votes_used.return_id as votes_return_id,                    -- return that gives votes and share
    votes_used.source_id as votes_source_id,                    -- source of that return
    votes_used.stage as votes_stage,                            -- stage of that return
    cast(seats_used.seats as bigint) as seats,                  -- seats it won; null: no source says
    cast(round(cast(100.0 * seats_used.seats / nullif(elections.seats, 0) as decimal(18, 6)), 2) as double)
        as seat_share_pct,                                      -- seats per 100 seats at stake
    seats_used.return_id as seats_return_id,                    -- return that gives the seats
    seats_used.source_id as seats_source_id,                    -- source of that return
    seats_used.stage as seats_stage                             -- stage of that return
from contestants
join elections on elections.election_id = contestants.election_id
join bodies on bodies.body_id = elections.body_id
join countries on countries.country_id = bodies.country_id
left join alliance_members on alliance_members.contestant_id = contestants.contestant_id
left join contestants as alliances on alliances.contestant_id = alliance_members.alliance_contestant_id
left join party_sets on party_sets.contestant_id = contestants.contestant_id
left join votes_used
    on votes_used.contestant_id = contestants.contestant_id
    and votes_used.election_id = contestants.election_id
left join seats_used
    on seats_used.contestant_id = contestants.contestant_id
    and seats_used.election_id = contestants.election_id
order by countries.name, elections.first_polling_on, seats desc nulls last, votes_used.votes desc nulls last, contestants.contestant_id
