-- How far the largest is from a majority
--
-- Seats needed for more than half of the whole chamber, the seats of the largest party or alliance, and how far it is
-- from a majority. A majority is earned where the largest also has more than half of the valid votes, and manufactured
-- where it has not. A by-election or a partial renewal fills a part of the chamber only, and so decides no majority of
-- it, unless that part is more than half. How many seats the largest has beyond a majority is not known where the seats
-- add up to more than the chamber.
--
-- key:  election_id
-- cite: Rae (1967), The Political Consequences of Electoral Laws (manufactured majorities)
with contenders as (
    -- One row per contestant, with both its measures.
    select
        election_id,
        contestant_id,
        max(contestant) as contestant,
        max(case when measure = 'seats' then position end) as position,
        max(case when measure = 'seats' then seats end) as seats,
        max(case when measure = 'seats' then missing end) as missing,
        max(case when measure = 'seats' then case when has_majority then 1 when not has_majority then 0 end end)
            as has_majority,
        max(case when measure = 'seats' then missing_majority end) as missing_majority,
        max(vote_share_pct) as vote_share_pct,
        max(share_base) as share_base,
        max(case when measure = 'votes' then case when has_majority then 1 when not has_majority then 0 end end)
            as has_votes,
        max(case when measure = 'votes' then missing_majority end) as missing_votes
    from majorities
    group by election_id, contestant_id
),
largest_parties as (
    -- Several are named only where they tie, and then none has more than half.
    select
        election_id,
        count(case when position = 1 and seats > 0 then 1 end) as firsts,
        string_agg(case when position = 1 and seats > 0 then contestant end, ', ' order by contestant) as largest,
        max(case when position = 1 and seats > 0 then seats end) as seats,
        case when max(seats) = 0 and count(missing) = 0 then 'nobody has any seats' else max(missing) end as missing,
        max(case when position = 1 then has_majority end) as has_majority,
        max(case when position = 1 then missing_majority end) as missing_majority,
        max(case when position = 1 then vote_share_pct end) as vote_share_pct,
        max(case when position = 1 then share_base end) as share_base,
        max(case when position = 1 then has_votes end) as has_votes,
        max(case when position = 1 then missing_votes end) as missing_votes
    from contenders
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
        largest_parties.largest,
        largest_parties.seats as largest_seats,
        case when not election_context.is_annulled and largest_parties.seats > 0 then largest_parties.has_majority = 1
            end as has_majority,
        case
            when election_context.is_annulled then 'the poll was declared void'
            when largest_parties.seats is null then coalesce(largest_parties.missing, 'no source gives seats by party')
            when largest_parties.has_majority is not null then null
            when election_context.scope <> 'general'
            then 'a ' || election_context.scope || ' fills a part of the chamber'
            else largest_parties.missing_majority
        end as missing,
        case when largest_parties.firsts = 1 then largest_parties.vote_share_pct end as vote_share_pct,
        case when largest_parties.firsts = 1 then largest_parties.share_base end as share_base,
        largest_parties.has_votes = 1 as has_votes,
        largest_parties.missing_votes,
        coalesce(final_rounds.seats_given > election_context.chamber_seats, false) as is_too_much
    from election_context
    join final_rounds on final_rounds.election_id = election_context.election_id
    left join largest_parties on largest_parties.election_id = election_context.election_id
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
    case when seats = chamber_seats and not is_too_much and has_majority is not null
        then largest_seats - majority_seats end
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
