-- Most votes, yet not most seats
--
-- Elections in which the party with most votes is not the party with most seats. A tie on either side is no reversal
-- as long as one party is first by both. Of several rounds that fill a chamber together, none is one by itself.
--
-- key: election_id
with contenders as (
    -- One row per party, with both its measures.
    select
        election_id,
        contestant_id,
        max(contestant) as contestant,
        max(case when measure = 'votes' and position = 1 and amount > 0 then contestant end) as first_by_votes,
        max(case when measure = 'votes' and position = 1 and is_rounded then 1 else 0 end) as is_rounded,
        max(vote_share_pct) as vote_share_pct,
        max(case when measure = 'seats' and position = 1 and amount > 0 then contestant end) as first_by_seats,
        max(seat_share_pct) as seat_share_pct,
        max(case when measure = 'votes' then amount end) as most_votes,
        max(case when measure = 'seats' then amount end) as most_seats,
        max(case when measure = 'votes' then missing end) as missing_votes,
        max(case when measure = 'seats' then missing end) as missing_seats
    from majorities
    group by election_id, contestant_id
),
winners as (
    select
        election_id,
        string_agg(first_by_votes, ', ' order by contestant) as first_by_votes,
        max(case when first_by_votes is not null then vote_share_pct end) as votes_pct,
        string_agg(first_by_seats, ', ' order by contestant) as first_by_seats,
        max(case when first_by_seats is not null then seat_share_pct end) as seats_pct,
        case when max(most_votes) = 0 and count(missing_votes) = 0
            then 'nobody has any votes' else max(missing_votes) end as missing_votes,
        case when max(most_seats) = 0 and count(missing_seats) = 0
            then 'nobody has any seats' else max(missing_seats) end as missing_seats,
        max(is_rounded) as is_rounded,
        count(first_by_votes) as with_most_votes,
        count(case when first_by_votes is not null and first_by_seats is not null then 1 end) as first_by_both
    from contenders
    group by election_id
),
elections_with_winners as (
    -- is_open: of those level as printed, some are first by seats and others are not.
    select
        election_context.election_id,
        election_context.election,
        election_context.country,
        election_context.first_polling_on,
        winners.first_by_votes,
        winners.votes_pct,
        winners.first_by_seats,
        winners.seats_pct,
        winners.first_by_both,
        coalesce(winners.missing_votes, 'no source gives votes by party') as missing_votes,
        coalesce(winners.missing_seats, 'no source gives seats by party') as missing_seats,
        winners.is_rounded = 1 and winners.first_by_both > 0 and winners.first_by_both < winners.with_most_votes
            as is_open,
        final_rounds.is_whole
    from election_context
    join final_rounds on final_rounds.election_id = election_context.election_id
    left join winners on winners.election_id = election_context.election_id
    where election_context.body_kind = 'legislature'
)
select
    election_id,
    election,
    country,
    first_polling_on,
    first_by_votes,                                             -- most votes, if only as printed; null: not known
    votes_pct as first_by_votes_pct,                            -- its votes per 100 of the share's base
    first_by_seats,                                             -- party with most seats; null: not known
    seats_pct as first_by_seats_pct,                            -- its seats per 100 at stake
    case when is_whole and first_by_votes is not null and first_by_seats is not null and not is_open
        then first_by_both = 0 end
        as is_reversal,                                         -- true: different parties; null: see missing
    case
        when first_by_votes is null then missing_votes
        when first_by_seats is null then missing_seats
        when not is_whole then 'a round that does not fill the chamber'
        when is_open then 'level only as printed'
    end as missing                                              -- why it cannot be said; null when it can
from elections_with_winners
order by election_id
