-- How far the first leads the second
--
-- How far the first is ahead of the second: in votes, in percentage points of the share's base, and in seats. In a
-- chamber independents are left out, and an alliance stands for its members. For an office every candidate and answer
-- counts.
--
-- key: election_id
with contenders as (
    -- Only those with a figure have a rank by it.
    select
        election_id,
        contestant,
        votes,
        exact_share_pct,
        seats,
        case when votes is not null or exact_share_pct is not null
            then row_number() over (
                partition by election_id order by exact_share_pct desc nulls last, votes desc nulls last, contestant_id
            ) end as rank_by_votes,
        case when seats is not null
            then row_number() over (partition by election_id order by seats desc nulls last, contestant_id) end
            as rank_by_seats
    from outcomes
    where alliance_contestant_id is null and kind not in ('independents', 'others', 'none of the above', 'blank votes')
),
leading_two as (
    select
        election_id,
        max(case when rank_by_votes = 1 then contestant end) as first_by_votes,
        max(case when rank_by_votes = 2 then contestant end) as second_by_votes,
        max(case when rank_by_votes = 1 then votes end) as votes_of_first,
        max(case when rank_by_votes = 2 then votes end) as votes_of_second,
        max(case when rank_by_votes = 1 then exact_share_pct end) as share_of_first,
        max(case when rank_by_votes = 2 then exact_share_pct end) as share_of_second,
        max(case when rank_by_seats = 1 then contestant end) as first_by_seats,
        max(case when rank_by_seats = 2 then contestant end) as second_by_seats,
        max(case when rank_by_seats = 1 then seats end) as seats_of_first,
        max(case when rank_by_seats = 2 then seats end) as seats_of_second,
        count(*) as contenders,
        count(rank_by_votes) as contenders_with_votes
    from contenders
    group by election_id
)
select
    election_context.election_id,
    election_context.election,
    election_context.country,
    election_context.first_polling_on,
    leading_two.first_by_votes,                                 -- most votes; null: not known
    leading_two.second_by_votes,                                -- second most votes; null: nobody, or not known
    leading_two.votes_of_first - leading_two.votes_of_second
        as margin_votes,                                        -- votes between them; null: one is not known
    cast(round(cast(leading_two.share_of_first - leading_two.share_of_second as decimal(38, 12)), 2) as double)
        as margin_pp,                                           -- percentage points; null: one is not known
    leading_two.first_by_seats,                                 -- most seats; null: not known, or an office
    leading_two.second_by_seats,                                -- second most seats; null: nobody, or not known
    leading_two.seats_of_first - leading_two.seats_of_second
        as margin_seats,                                        -- seats between them; null: one is not known
    case
        when coalesce(leading_two.contenders, 0) < 2 then 'fewer than two contestants that are not independents'
        when leading_two.contenders_with_votes < 2 then 'no votes by contestant'
    end as missing                                              -- why there is no margin of votes; null when there is
from election_context
left join leading_two on leading_two.election_id = election_context.election_id
order by election_context.election_id
