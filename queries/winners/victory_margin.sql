-- How far the first leads the second
--
-- How far the first is ahead of the second: in votes, in percentage points of the share's base, and in seats. In a
-- chamber independents are left out, and an alliance stands for its members. For an office or a single seat answers
-- count, too. Those who tie for a place are all named, and so are those who are level only as printed. Each round
-- of an election has its own margin; decided_by says which round filled the office. Who filled it is the one with
-- the seat, where a return gives it. Else it is the one who stood alone, who had most votes in a later round than
-- the first, or who had more than half; but not who has less than the share that the law demanded, where the file
-- has that, nor who may have fewer votes than somebody without a name: one of Others, of independents taken
-- together, or of those whom the return leaves out of the valid votes, or may leave out where it neither names
-- everyone nor gives these.
-- What decided_by says of a place that one person fills:
--   most votes
--   unopposed: nobody else stood, as a return says that names everyone and has all valid votes.
--   a seat given otherwise: by lot, or by a later decision.
--   the seat: it is not known who had most votes.
--   round 2: the run-off, a row of its own.
--
-- key: election_id
with first_two as (
    -- Where several are first, there is no second. Those who are level have the same figures, or level as printed.
    select
        election_id,
        count(case when measure = 'votes' then 1 end) as contenders,
        max(case when measure = 'votes' then amount end) as most,
        max(case when measure = 'votes' then missing end) as missing_votes,
        count(case when measure = 'votes' and position = 1 and amount > 0 then 1 end) as firsts,
        count(case when measure = 'votes' and position = 2 then 1 end) as seconds,
        count(case when measure = 'votes' and position = 1 and is_rounded then 1 end) as firsts_rounded,
        string_agg(
            case when measure = 'votes' and position = 1 and amount > 0 then contestant end, ', ' order by contestant
        ) as first_by_votes,
        string_agg(case when measure = 'votes' and position = 2 then contestant end, ', ' order by contestant)
            as second_by_votes,
        max(case when measure = 'votes' and position = 1 then votes end) as votes_of_first,
        max(case when measure = 'votes' and position = 2 then votes end) as votes_of_second,
        max(case when measure = 'votes' and position = 1 then exact_share_pct end) as share_of_first,
        max(case when measure = 'votes' and position = 2 then exact_share_pct end) as share_of_second,
        min(case when measure = 'votes' and position <= 2 then votes_return_id end)
        = max(case when measure = 'votes' and position <= 2 then votes_return_id end)
        or max(case when measure = 'votes' then basis end) = 'votes'
            as are_counts_alike,
        min(case when measure = 'votes' and position <= 2 then share_base end)
        = max(case when measure = 'votes' and position <= 2 then share_base end)
            as are_shares_alike,
        count(case when measure = 'seats' and position = 1 and amount > 0 then 1 end) as firsts_by_seats,
        string_agg(
            case when measure = 'seats' and position = 1 and amount > 0 then contestant end, ', ' order by contestant
        ) as first_by_seats,
        string_agg(case when measure = 'seats' and position = 2 then contestant end, ', ' order by contestant)
            as second_by_seats,
        max(case when measure = 'seats' and position = 1 then seats end) as seats_of_first,
        max(case when measure = 'seats' and position = 2 then seats end) as seats_of_second
    from majorities
    group by election_id
),
elections_with_margins as (
    select
        election_context.election_id,
        election_context.election,
        election_context.country,
        election_context.first_polling_on,
        cast(election_context.round as bigint) as round,
        place_winners.decided_by,
        place_winners.elected,
        case when place_winners.election_id is null then 'several were elected' else place_winners.missing end
            as missing_elected,
        place_winners.final_election_id,
        first_two.contenders,
        first_two.seconds,
        first_two.first_by_votes,
        case when first_two.firsts = 1 then first_two.second_by_votes end as second_by_votes,
        case
            when first_two.firsts = 1 and first_two.are_counts_alike
            then first_two.votes_of_first - first_two.votes_of_second
            when first_two.firsts > 1 and first_two.firsts_rounded = 0 and first_two.votes_of_first is not null then 0
        end as margin_votes,
        case
            when first_two.firsts = 1 and first_two.are_shares_alike
            then first_two.share_of_first - first_two.share_of_second
            when first_two.firsts > 1 and first_two.firsts_rounded = 0 and first_two.share_of_first is not null then 0.0
        end as margin_pp,
        first_two.firsts > 1 and first_two.firsts_rounded > 0 as is_level_as_printed,
        first_two.most,
        first_two.missing_votes,
        case when election_context.body_kind = 'legislature' then first_two.first_by_seats end as first_by_seats,
        case when election_context.body_kind = 'legislature' and first_two.firsts_by_seats = 1
            then first_two.second_by_seats end as second_by_seats,
        case
            when election_context.body_kind <> 'legislature' then null
            when first_two.firsts_by_seats = 1 then first_two.seats_of_first - first_two.seats_of_second
            when first_two.firsts_by_seats > 1 then 0
        end as margin_seats
    from election_context
    left join first_two on first_two.election_id = election_context.election_id
    left join place_winners on place_winners.election_id = election_context.election_id
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
    elected,                                                    -- who filled it in this round; see missing_elected
    missing_elected,                                            -- why it is not known who filled it; null when it is
    final_election_id,                                          -- the round that filled it; null: this one, if any
    case
        when coalesce(contenders, 0) < 2 then 'fewer than two contestants that are not independents'
        when is_level_as_printed then 'level only as printed'
        when coalesce(margin_votes, margin_pp) is not null then null
        when most = 0 then 'nobody has any votes'
        when first_by_votes is not null and seconds > 0 then 'their figures cannot be compared'
        else missing_votes
    end as missing                                              -- why there is no margin of votes; null when there is
from elections_with_margins
order by election_id
