-- One return for each election and source. The first names everyone who stood unless it adds others up. Where a ballot
-- holds several votes and nobody says how many were counted, seats that are not all won show that some are left out:
-- else the votes of those who are there would be taken for all.
with printed as (
    select
        return_id,
        max(case when area_id is null then length(split_part(share, '.', 2)) end) as decimals,
        count(case when area_id is null then share end) as share_count,
        bool_or(kind = 'others') as has_others,
        sum(case when area_id is null then cast(seats as hugeint) end) as seats
    from taken_results
    group by return_id
)
select
    taken_elections.return_id,
    election_id,
    source_id,
    place as locator,
    'final' as stage,
    'whole' as tier,
    rank = 1 as is_complete,
    rank = 1
    and not coalesce(printed.has_others, false)
    and not coalesce(
        cast(votes_per_ballot as bigint) > 1
        and votes_counted is null
        and printed.seats < cast(taken_elections.seats as hugeint),
        false
    ) as names_everyone,
    case when printed.share_count > 0 then coalesce(nullif(share_base, 'other'), 'not stated') end as share_base,
    case when printed.share_count > 0 then printed.decimals end as share_decimals,
    1 as counts_rounded_to,
    registered_voters,
    ballots_cast,
    valid_votes,
    votes_counted,
    invalid_votes,
    turnout as turnout_pct,
    case when turnout is not null then 'not stated' end as turnout_base,
    case when turnout is not null then length(split_part(turnout, '.', 2)) end as turnout_decimals,
    rank,
    coalesce(rank_reason, case when rank = 1 then 'the first in the sheet' end) as rank_reason,
    found_at
from taken_elections
left join printed using (return_id)
