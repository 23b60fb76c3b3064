-- How far the first leads the second
--
-- How far the first is ahead of the second: in votes, in percentage points of the share's base, and in seats. In a
-- chamber independents are left out, and an alliance stands for its members. For an office every candidate and answer
-- counts. Those who tie for a place are all named. Each round of an election has its own margin; decided_by says which
-- round filled the office. Who filled it is the one with the seat, where a return gives it. Else it is the one who
-- stood alone, who had most votes in a later round than the first, or who had more than half; but not who has less
-- than the share that the law demanded, where the file has that, nor who may have fewer votes than somebody without a
-- name: one of Others, of independents taken together, or of those whom the return leaves out of the valid votes.
-- What decided_by says of a place that one person fills:
--   most votes
--   unopposed: nobody else stood, as a return says that names everyone and has all valid votes.
--   a seat given otherwise: by lot, or by a later decision.
--   the seat: it is not known who had most votes.
--   round 2: the run-off, a row of its own.
--
-- key: election_id
with demanded_shares as (
    select election_id, min(100.0 * numerator / nullif(denominator, 0)) as demanded_pct
    from thresholds
    where purpose = 'election' and share_of in ('votes', 'valid votes')
    group by election_id
),
complete_elections as (
    select election_id
    from returns
    where rank is not null and names_everyone
    group by election_id
),
votes_without_names as (
    -- What is left for those whom no row names. A share that is only printed may lack a unit of its last decimal.
    select
        election_id,
        count(case when kind in ('others', 'independents') then 1 end) as groups,
        count(case when kind in ('others', 'independents') and coalesce(votes, exact_share_pct) is null then 1 end)
            as groups_without_votes,
        sum(case when kind in ('others', 'independents') then votes end) as votes_of_groups,
        sum(case when kind in ('others', 'independents') then exact_share_pct end) as share_of_groups,
        sum(case when kind in ('others', 'independents') then seats end) as seats_of_groups,
        100 - sum(
            case when kind not in ('others', 'independents') and is_valid and share_base = 'valid votes'
                then exact_share_pct end
        ) - sum(share_slack_pct) - 0.000001 as share_left
    from standings
    where not is_previous and not is_local and not is_only_elsewhere and alliance_contestant_id is null
    group by election_id
),
first_two as (
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
        max(case when measure = 'votes' and position = 1 then contestant_id end) as first_id,
        max(case when measure = 'votes' and position = 1 then kind end) as first_kind,
        max(case when measure = 'votes' and position = 1 and has_majority then 1 end) as has_majority,
        max(case when measure = 'votes' and position = 1 and not has_majority then 1 end) as has_no_majority,
        max(case when measure = 'votes' and position = 1 then seats end) as seats_of_first_by_votes,
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
        count(case when measure = 'seats' and seats > 0 then 1 end) as seated,
        max(case when seats > 0 then contestant end) as seated_contestant,
        max(case when seats > 0 then contestant_id end) as seated_id,
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
        case when final_rounds.final_election_id <> election_context.election_id
            then final_rounds.final_election_id end as final_election_id,
        final_rounds.final_round,
        final_rounds.missing as missing_round,
        election_context.is_annulled,
        election_context.body_kind <> 'legislature' or election_context.seats = 1 as is_one_place,
        first_two.contenders,
        first_two.firsts,
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
        first_two.first_id,
        first_two.first_kind,
        first_two.seated,
        first_two.seated_contestant,
        first_two.seated_id,
        first_two.has_majority = 1 as has_majority,
        first_two.contenders = 1
        and complete_elections.election_id is not null
        and votes_without_names.groups = 0
        and coalesce(votes_without_names.share_left, 0) <= 0
            as is_alone,
        -- Who has more than half, or more than all without a name have together, has more than any of these.
        coalesce(first_two.has_majority, 0) = 0
        and (
            first_two.first_kind = 'independents'
            or votes_without_names.groups_without_votes > 0
            or first_two.votes_of_first <= votes_without_names.votes_of_groups
            or first_two.share_of_first <= votes_without_names.share_of_groups
            or first_two.share_of_first <= votes_without_names.share_left
        ) as is_first_by_name_alone,
        first_two.seated = 0
        and coalesce(votes_without_names.seats_of_groups, 0) = 0
        and coalesce(first_two.seats_of_first_by_votes, 1) > 0
            as is_seat_open,
        coalesce(first_two.share_of_first < demanded_shares.demanded_pct, false) as is_short,
        first_two.has_no_majority,
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
    left join demanded_shares on demanded_shares.election_id = election_context.election_id
    left join complete_elections on complete_elections.election_id = election_context.election_id
    left join votes_without_names on votes_without_names.election_id = election_context.election_id
    left join final_rounds on final_rounds.election_id = election_context.election_id
),
decisions as (
    select
        elections_with_margins.*,
        case
            when not is_one_place or missing_round is not null then null
            when final_election_id is not null then 'round ' || cast(final_round as varchar)
            when seated = 1 and is_alone then 'unopposed'
            when seated = 1 and (firsts = 0 or is_first_by_name_alone) then 'the seat'
            when seated = 1 and firsts = 1 and seated_id = first_id then 'most votes'
            when seated = 1 then 'a seat given otherwise'
            when not is_seat_open then null
            when is_alone and first_kind = 'candidate' and has_no_majority is null then 'unopposed'
            when is_first_by_name_alone or is_short then null
            when firsts = 1 and (round > 1 or has_majority) then 'most votes'
        end as decided_by
    from elections_with_margins
),
winners as (
    select
        decisions.*,
        case
            when decided_by is null or final_election_id is not null then null
            when decided_by in ('most votes', 'unopposed') and seated <> 1
            then case when first_kind <> 'option' then first_by_votes end
            else seated_contestant
        end as elected
    from decisions
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
    case
        when not is_one_place then 'several were elected'
        when elected is not null then null
        when missing_round is not null then missing_round
        when final_election_id is not null then 'a later round decided'
        when contenders is null then 'no result of the whole election in the file'
        when missing_votes like 'no source%' then 'no source gives votes by contestant'
        when firsts = 0 then 'nobody is certainly first'
        when firsts > 1 then 'level'
        when first_kind = 'option' then 'no candidate came first'
        when seated > 1 then 'more than one has the seat'
        when not is_seat_open then 'the first by votes has no seat'
        when is_first_by_name_alone then 'somebody without a name may have more votes'
        when is_short then 'nobody has the share that is demanded'
        else 'nobody certainly has more than half of the votes'
    end as missing_elected,                                     -- why it is not known who filled it; null when it is
    final_election_id,                                          -- the round that filled it; null: this one, if any
    case
        when coalesce(contenders, 0) < 2 then 'fewer than two contestants that are not independents'
        when is_level_as_printed then 'level only as printed'
        when coalesce(margin_votes, margin_pp) is not null then null
        when most = 0 then 'nobody has any votes'
        when first_by_votes is not null and seconds > 0 then 'their figures cannot be compared'
        else missing_votes
    end as missing                                              -- why there is no margin of votes; null when there is
from winners
order by election_id
