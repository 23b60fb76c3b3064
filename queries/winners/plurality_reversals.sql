-- Most votes, yet not most seats
--
-- Elections in which the party with most votes is not the party with most seats. A tie on either side is no reversal
-- as long as one party is first by both.
--
-- key: election_id
with winners as (
    -- One row per party that is first by votes, by seats or by both.
    select
        election_id,
        contestant_id,
        max(contestant) as contestant,
        max(case when measure = 'votes' then contestant end) as first_by_votes,
        max(case when measure = 'votes' then vote_share_pct end) as votes_pct,
        max(case when measure = 'seats' then contestant end) as first_by_seats,
        max(case when measure = 'seats' then seat_share_pct end) as seats_pct,
        max(case when measure = 'votes' then missing end) as level_as_printed
    from largest_party
    where contestant_id is not null
    group by election_id, contestant_id
),
winners_by_election as (
    select
        election_id,
        string_agg(first_by_votes, ', ' order by contestant) as first_by_votes,
        max(votes_pct) as votes_pct,
        string_agg(first_by_seats, ', ' order by contestant) as first_by_seats,
        max(seats_pct) as seats_pct,
        max(level_as_printed) as level_as_printed,
        count(first_by_votes) as with_most_votes,
        count(case when first_by_votes is not null and first_by_seats is not null then 1 end) as first_by_both
    from winners
    group by election_id
),
reasons as (
    select
        election_id,
        max(case when measure = 'votes' and contestant_id is null then missing end) as missing_votes,
        max(case when measure = 'seats' and contestant_id is null then missing end) as missing_seats
    from largest_party
    group by election_id
),
elections_with_winners as (
    -- is_open: those level as printed are not all first by seats, and one of them is.
    select
        election_context.election_id,
        election_context.election,
        election_context.country,
        election_context.first_polling_on,
        winners_by_election.first_by_votes,
        winners_by_election.votes_pct,
        winners_by_election.first_by_seats,
        winners_by_election.seats_pct,
        winners_by_election.first_by_both,
        winners_by_election.level_as_printed,
        reasons.missing_votes,
        reasons.missing_seats,
        winners_by_election.level_as_printed is not null
        and winners_by_election.first_by_both > 0
        and winners_by_election.first_by_both < winners_by_election.with_most_votes
            as is_open
    from election_context
    left join winners_by_election on winners_by_election.election_id = election_context.election_id
    left join reasons on reasons.election_id = election_context.election_id
    where election_context.body_kind = 'legislature'
)
select
    election_id,
    election,
    country,
    first_polling_on,
    first_by_votes,                                             -- party with most votes; null: not known
    votes_pct as first_by_votes_pct,                            -- its votes per 100 of the share's base
    first_by_seats,                                             -- party with most seats; null: not known
    seats_pct as first_by_seats_pct,                            -- its seats per 100 at stake
    case when first_by_votes is not null and first_by_seats is not null and not is_open then first_by_both = 0 end
        as is_reversal,                                         -- true: different parties; null: see missing
    case
        when first_by_votes is null then missing_votes
        when first_by_seats is null then missing_seats
        when is_open then level_as_printed
    end as missing                                              -- why it cannot be said; null when it can
from elections_with_winners
order by election_id
