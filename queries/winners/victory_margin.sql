-- How far the first leads the second
--
-- How far the first is ahead of the second: in votes, in percentage points of the share's base, and in seats. In a
-- chamber independents are left out, and an alliance stands for its members. For an office every candidate and answer
-- counts. Those who tie for a place are all named. Each round of an election has its own margin; decided_by says which
-- round filled the office. Who filled it is the one with the seat, where a return gives it. Else it is the one who
-- stood alone, who had most votes in a later round than the first, or who had more than half.
-- What decided_by says of a place that one person fills:
--   most votes, or unopposed: nobody else stood.
--   a seat given otherwise: by lot, or by a later decision.
--   the seat: it is not known who had most votes.
--   round 2: the run-off, a row of its own.
--
-- key: election_id
with first_two as (
    -- One row per election and measure. Where several are first, there is no second. The figures of those who are level
    -- are the same, or level as printed.
    select
        election_id,
        measure,
        count(*) as contenders,
        max(amount) as most,
        max(missing) as missing,
        count(case when position = 1 and amount > 0 then 1 end) as firsts,
        count(case when position = 2 then 1 end) as seconds,
        count(case when position = 1 and is_rounded then 1 end) > 0 as is_rounded,
        string_agg(case when position = 1 and amount > 0 then contestant end, ', ' order by contestant) as first,
        string_agg(case when position = 2 then contestant end, ', ' order by contestant) as second,
        max(case when position = 1 then contestant_id end) as first_id,
        max(case when position = 1 then kind end) as first_kind,
        max(case when position = 1 then votes end) as votes_of_first,
        max(case when position = 2 then votes end) as votes_of_second,
        max(case when position = 1 then exact_share_pct end) as share_of_first,
        max(case when position = 2 then exact_share_pct end) as share_of_second,
        max(case when position = 1 then seats end) as seats_of_first,
        max(case when position = 2 then seats end) as seats_of_second,
        min(case when position <= 2 then votes_return_id end) = max(case when position <= 2 then votes_return_id end)
        or max(basis) = 'votes'
            as are_counts_alike,
        min(case when position <= 2 then share_base end) = max(case when position <= 2 then share_base end)
            as are_shares_alike,
        max(case when position = 1 then case when has_majority then 1 when not has_majority then 0 end end) = 1
            as has_majority,
        count(case when seats > 0 then 1 end) as seated,
        max(case when seats > 0 then contestant end) as seated_contestant,
        max(case when seats > 0 then contestant_id end) as seated_id
    from majorities
    group by election_id, measure
),
elections_with_margins as (
    select
        election_context.election_id,
        election_context.election,
        election_context.country,
        election_context.first_polling_on,
        cast(election_context.round as bigint) as round,
        final_rounds.final_election_id,
        final_rounds.round as final_round,
        election_context.is_annulled,
        election_context.body_kind <> 'legislature' or election_context.seats = 1 as is_one_place,
        by_votes.contenders,
        by_votes.firsts,
        by_votes.seconds,
        by_votes.first as first_by_votes,
        case when by_votes.firsts = 1 then by_votes.second end as second_by_votes,
        case
            when by_votes.firsts = 1 and by_votes.are_counts_alike
            then by_votes.votes_of_first - by_votes.votes_of_second
            when by_votes.firsts > 1 and not by_votes.is_rounded and by_votes.votes_of_first is not null then 0
        end as margin_votes,
        case
            when by_votes.firsts = 1 and by_votes.are_shares_alike
            then by_votes.share_of_first - by_votes.share_of_second
            when by_votes.firsts > 1 and not by_votes.is_rounded and by_votes.share_of_first is not null then 0.0
        end as margin_pp,
        by_votes.firsts > 1 and by_votes.is_rounded as is_level_as_printed,
        by_votes.most,
        by_votes.missing as missing_votes,
        by_votes.first_id,
        by_votes.first_kind,
        by_votes.seated,
        by_votes.seated_contestant,
        by_votes.seated_id,
        by_votes.has_majority,
        by_seats.first as first_by_seats,
        case when by_seats.firsts = 1 then by_seats.second end as second_by_seats,
        case
            when by_seats.firsts = 1 then by_seats.seats_of_first - by_seats.seats_of_second
            when by_seats.firsts > 1 then 0
        end as margin_seats
    from election_context
    left join first_two as by_votes
        on by_votes.election_id = election_context.election_id
        and by_votes.measure = 'votes'
    left join first_two as by_seats
        on by_seats.election_id = election_context.election_id
        and by_seats.measure = 'seats'
        and election_context.body_kind = 'legislature'
    left join final_rounds on final_rounds.election_id = election_context.election_id
),
decisions as (
    select
        elections_with_margins.*,
        case
            when not is_one_place or is_annulled then null
            when final_election_id is not null then 'round ' || cast(final_round as varchar)
            when seated = 1 and contenders = 1 then 'unopposed'
            when seated = 1 and firsts = 1 and seated_id = first_id then 'most votes'
            when seated = 1 and firsts >= 1 then 'a seat given otherwise'
            when seated = 1 then 'the seat'
            when contenders = 1 and first_kind = 'candidate' and seated = 0 then 'unopposed'
            when firsts = 1 and (round > 1 or has_majority) then 'most votes'
        end as decided_by
    from elections_with_margins
)
select
    election_id,
    election,
    country,
    first_polling_on,
    round,                                                      -- 1: the only round or the first; 2: the second
    first_by_votes,                                             -- most votes; all that tie; null: not certain
    second_by_votes,                                            -- second most votes; null: nobody, tie, not certain
    cast(margin_votes as bigint) as margin_votes,               -- votes between them; null: one is not known
    cast(round(cast(margin_pp as decimal(38, 12)), 2) as double)
        as margin_pp,                                           -- percentage points; null: one is not known
    first_by_seats,                                             -- most seats; null: not certain, or an office
    second_by_seats,                                            -- second most seats; null: nobody, a tie, not certain
    cast(margin_seats as bigint) as margin_seats,               -- seats between them; null: one is not known
    decided_by,                                                 -- what filled the one place; null: not known
    case
        when decided_by is null or final_election_id is not null then null
        when decided_by in ('most votes', 'unopposed') and seated <> 1
        then case when first_kind <> 'option' then first_by_votes end
        else seated_contestant
    end as elected,                                             -- who filled it in this round; null: see decided_by
    final_election_id,                                          -- the round that filled it; null: this one, if any
    case
        when coalesce(contenders, 0) < 2 then 'fewer than two contestants that are not independents'
        when is_level_as_printed then 'level only as printed'
        when coalesce(margin_votes, margin_pp) is not null then null
        when most = 0 then 'nobody has any votes'
        when first_by_votes is not null and seconds > 0 then 'their figures cannot be compared'
        else missing_votes
    end as missing                                              -- why there is no margin of votes; null when there is
from decisions
order by election_id
