-- Standings now and before
--
-- The figures of every contestant of an election and, under the id of the same election, of those of the election
-- before it. outcomes is the half that is not previous, and says how the figures are chosen.
--
-- key: election_id, is_previous, contestant_id
with shares_by_return as (
    -- Both shares that a return may give: the printed one, and votes per 100 valid votes.
    select
        results.election_id,
        results.contestant_id,
        results.votes,
        results.seats,
        returns.return_id,
        returns.source_id,
        returns.stage,
        returns.rank,
        returns.share_base as printed_base,
        case returns.share_decimals when 0 then 1.0 when 1 then 0.1 else 0.01 end as printed_unit,
        cast(results.vote_share_pct as decimal(38, 12)) as printed_share_pct,
        cast(100.0 * results.votes / nullif(returns.valid_votes, 0) as decimal(38, 12)) as computed_share_pct,
        returns.counts_rounded_to = 1 and returns.share_base = 'valid votes' as has_exact_counts
    from results
    join returns on returns.election_id = results.election_id and returns.return_id = results.return_id
    where returns.rank is not null
),
figures_by_return as (
    -- A share is exact where it follows from counts that agree with the printed one; else it is as printed.
    select
        shares_by_return.*,
        case
            when printed_share_pct is null and computed_share_pct is not null then 'computed'
            when has_exact_counts and abs(computed_share_pct - printed_share_pct) <= 0.5 * printed_unit then 'computed'
            when printed_share_pct is not null then 'printed'
        end as share_origin,
        votes is not null or printed_share_pct is not null as has_votes,
        seats is not null as has_seats
    from shares_by_return
),
figures_by_entry_and_return as (
    -- Votes come from the highest ranked return that has votes of the contestant; seats likewise.
    select
        entries.*,
        figures_by_return.votes,
        case figures_by_return.share_origin
            when 'computed' then figures_by_return.computed_share_pct
            else figures_by_return.printed_share_pct
        end as exact_share_pct,
        case figures_by_return.share_origin
            when 'computed' then 'valid votes'
            when 'printed' then figures_by_return.printed_base
        end as share_base,
        figures_by_return.share_origin,
        figures_by_return.seats,
        figures_by_return.return_id,
        figures_by_return.source_id,
        figures_by_return.stage,
        figures_by_return.rank = min(case when figures_by_return.has_votes then figures_by_return.rank end) over entry
            as gives_votes,
        figures_by_return.rank = min(case when figures_by_return.has_seats then figures_by_return.rank end) over entry
            as gives_seats
    from entries
    left join figures_by_return
        on figures_by_return.election_id = entries.stood_in_election_id
        and figures_by_return.contestant_id = entries.contestant_id
    window entry as (partition by entries.election_id, entries.is_previous, entries.contestant_id)
),
figures_by_entry as (
    select
        election_id,
        is_previous,
        contestant_id,
        contestant,
        kind,
        identity,
        is_local,
        alliance_contestant_id,
        alliance,
        max(case when gives_votes then votes end) as votes,
        max(case when gives_votes then exact_share_pct end) as exact_share_pct,
        max(case when gives_votes then share_base end) as share_base,
        max(case when gives_votes then share_origin end) as share_origin,
        max(case when gives_votes then return_id end) as votes_return_id,
        max(case when gives_votes then source_id end) as votes_source_id,
        max(case when gives_votes then stage end) as votes_stage,
        max(case when gives_seats then seats end) as seats,
        max(case when gives_seats then return_id end) as seats_return_id,
        max(case when gives_seats then source_id end) as seats_source_id,
        max(case when gives_seats then stage end) as seats_stage
    from figures_by_entry_and_return
    group by
        election_id, is_previous, contestant_id, contestant, kind, identity, is_local, alliance_contestant_id, alliance
),
figures_by_family as (
    -- A family is an alliance and its members. Where the alliance has no figure, that of its members together takes its
    -- place: a sum where every member has one, and a return, source or stage where theirs are the same.
    select
        figures_by_entry.*,
        case when count(votes) over family = count(alliance_contestant_id) over family
            then sum(votes) over family end as family_votes,
        case when count(exact_share_pct) over family = count(alliance_contestant_id) over family
            and min(share_base) over family = max(share_base) over family
            then sum(exact_share_pct) over family end as family_share_pct,
        min(share_base) over family as family_share_base,
        case min(votes_return_id) over family when max(votes_return_id) over family
            then min(votes_return_id) over family end as family_votes_return_id,
        case min(votes_source_id) over family when max(votes_source_id) over family
            then min(votes_source_id) over family end as family_votes_source_id,
        case min(votes_stage) over family when max(votes_stage) over family
            then min(votes_stage) over family end as family_votes_stage,
        case when count(seats) over family = count(alliance_contestant_id) over family
            then sum(seats) over family end as family_seats,
        case min(seats_return_id) over family when max(seats_return_id) over family
            then min(seats_return_id) over family end as family_seats_return_id,
        case min(seats_source_id) over family when max(seats_source_id) over family
            then min(seats_source_id) over family end as family_seats_source_id,
        case min(seats_stage) over family when max(seats_stage) over family
            then min(seats_stage) over family end as family_seats_stage
    from figures_by_entry
    window family as (partition by election_id, is_previous, coalesce(alliance_contestant_id, contestant_id))
),
entries_with_family_figures as (
    select
        figures_by_family.*,
        alliance_contestant_id is null
        and votes_return_id is null
        and coalesce(family_votes, family_share_pct) is not null
            as has_votes_of_members,
        alliance_contestant_id is null
        and seats_return_id is null
        and family_seats is not null
            as has_seats_of_members
    from figures_by_family
)
select
    election_id,
    is_previous,                                                -- true: an entry of the previous election
    contestant_id,
    contestant,
    kind,
    identity,
    is_local,                                                   -- true: stood in a part of the country; see entries
    alliance_contestant_id,
    alliance,
    cast(case when has_votes_of_members then family_votes else votes end as bigint) as votes,
    cast(
        round(
            cast(case when has_votes_of_members then family_share_pct else exact_share_pct end as decimal(38, 12)), 2
        ) as double
    ) as vote_share_pct,
    cast(case when has_votes_of_members then family_share_pct else exact_share_pct end as double)
        as exact_share_pct,
    case when has_votes_of_members and family_share_pct is not null then family_share_base else share_base end
        as share_base,
    case when has_votes_of_members and family_share_pct is not null then 'added up' else share_origin end
        as share_origin,                                        -- printed, computed from votes, or added up (alliances)
    case when has_votes_of_members then family_votes_return_id else votes_return_id end
        as votes_return_id,                                     -- return that gives votes and share
    case when has_votes_of_members then family_votes_source_id else votes_source_id end
        as votes_source_id,                                     -- source of that return
    case when has_votes_of_members then family_votes_stage else votes_stage end
        as votes_stage,                                         -- stage of that return
    cast(case when has_seats_of_members then family_seats else seats end as bigint) as seats,
    case when seats is not null then 'printed' when has_seats_of_members then 'added up' end
        as seats_origin,                                        -- printed, or added up (alliances)
    case when has_seats_of_members then family_seats_return_id else seats_return_id end
        as seats_return_id,                                     -- return that gives the seats
    case when has_seats_of_members then family_seats_source_id else seats_source_id end
        as seats_source_id,                                     -- source of that return
    case when has_seats_of_members then family_seats_stage else seats_stage end
        as seats_stage                                          -- stage of that return
from entries_with_family_figures
order by election_id, is_previous, contestant_id
