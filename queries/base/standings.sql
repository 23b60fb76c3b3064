-- Standings now and before
--
-- The figures of every contestant of an election and, under the id of the same election, of those of the election
-- before it. outcomes is the half that is not previous, and says how the figures are chosen.
--
-- key:  election_id, is_previous, contestant_id
-- kept: as a table, because most questions read it, and take three times as long to plan and answer over a view
with ranked_results as (
    select
        results.election_id,
        results.contestant_id,
        results.votes,
        results.vote_share_pct,
        results.seats,
        returns.return_id,
        returns.source_id,
        returns.stage,
        returns.rank,
        returns.tier,
        returns.names_everyone,
        returns.share_base,
        returns.share_decimals,
        returns.counts_rounded_to,
        returns.valid_votes,
        returns.votes_counted
    from results
    join returns on returns.election_id = results.election_id and returns.return_id = results.return_id
    where returns.rank is not null
),
votes_by_return as (
    -- One row per entry and return that has a row for it, or one without. Each window begins with the election, so that
    -- asking for one election reads no other.
    select
        entries.*,
        ranked_results.votes,
        ranked_results.vote_share_pct,
        ranked_results.seats,
        ranked_results.return_id,
        ranked_results.source_id,
        ranked_results.stage,
        ranked_results.rank,
        ranked_results.tier,
        ranked_results.share_base as printed_base,
        case ranked_results.share_decimals when 0 then 1.0 when 1 then 0.1 else 0.01 end as printed_unit,
        ranked_results.counts_rounded_to = 1 as is_exact,
        ranked_results.counts_rounded_to,
        ranked_results.names_everyone,
        case when entries.votes_per_ballot = 1 then ranked_results.valid_votes else ranked_results.votes_counted end
            as votes_counted,
        max(case when entries.alliance_contestant_id is null then ranked_results.votes end) over whole_alliance
            as votes_of_alliance,
        count(case when entries.alliance_contestant_id is not null then ranked_results.votes end) over whole_alliance
            as members_with_votes
    from entries
    left join ranked_results
        on ranked_results.election_id = entries.stood_in_election_id
        and ranked_results.contestant_id = entries.contestant_id
    window whole_alliance as (
        partition by
            entries.election_id,
            entries.is_previous,
            ranked_results.return_id,
            coalesce(entries.alliance_contestant_id, entries.contestant_id)
    )
),
votes_to_add_up as (
    -- What the votes of a return add up to: of everyone who is not counted in the row of an alliance there.
    -- is_unknown: it may have votes that the return does not give.
    select
        votes_by_return.*,
        case when is_valid and (alliance_contestant_id is null or votes_of_alliance is null) then votes end
            as votes_to_add,
        return_id is not null
        and is_valid
        and votes is null
        and votes_of_alliance is null
        and (alliance_contestant_id is not null or members_with_votes = 0)
            as is_unknown
    from votes_by_return
),
valid_votes_by_return as (
    -- The votes that shares are taken of. Where a ballot holds several votes and the return does not print their
    -- number, it is the sum of everyone's, if all are named, by themselves or among Others, and known.
    select
        votes_to_add_up.*,
        sum(votes_to_add) over whole_return as votes_added_up,
        case
            when votes_counted is not null then votes_counted
            when
                votes_per_ballot > 1
                and (names_everyone or count(case when kind = 'others' then 1 end) over whole_return > 0)
                and count(case when is_unknown then 1 end) over whole_return = 0
            then sum(votes_to_add) over whole_return
        end as valid_votes
    from votes_to_add_up
    window whole_return as (partition by election_id, is_previous, return_id)
),
shares_by_return as (
    -- Both shares that a return may give: the printed one, and votes per 100 valid votes. Nothing is computed where the
    -- votes add up to more than the valid votes, since one of them is wrong. Where they add up to just the valid votes,
    -- whoever is given without votes has none.
    select
        valid_votes_by_return.*,
        is_unknown and is_exact and vote_share_pct is null and votes_added_up = valid_votes as has_no_votes,
        cast(vote_share_pct as decimal(38, 12)) as printed_share_pct,
        case when is_valid and (votes_added_up <= valid_votes or not is_exact)
            then cast(
                100.0 * case when is_unknown and votes_added_up = valid_votes then 0 else votes end
                / nullif(valid_votes, 0) as decimal(38, 12)
            ) end as computed_share_pct
    from valid_votes_by_return
),
figures_by_return as (
    -- A share is exact where it follows from counts that agree with the printed one; else it is as printed.
    select
        shares_by_return.*,
        case
            when has_no_votes and computed_share_pct is not null then 'implied'
            when printed_share_pct is null and computed_share_pct is not null then 'computed'
            when
                is_exact
                and printed_base in ('valid votes', 'not stated')
                and abs(computed_share_pct - printed_share_pct) < printed_unit
            then 'computed'
            when printed_share_pct is not null then 'printed'
        end as share_origin,
        has_no_votes or votes is not null or printed_share_pct is not null as has_votes
    from shares_by_return
),
figures_beside_best_rank as (
    select
        figures_by_return.*,
        min(case when has_votes then rank end) over (partition by election_id, is_previous) as best_rank
    from figures_by_return
),
figures_of_ballots as (
    -- Where votes were cast on two ballots, those of all are votes on the one that the highest ranked return is about.
    select
        figures_beside_best_rank.*,
        has_votes
        and tier = max(case when has_votes and rank = best_rank then tier end) over (
            partition by election_id, is_previous
        ) as is_of_ballot
    from figures_beside_best_rank
),
figures_by_entry_and_return as (
    -- Votes come from the highest ranked return that has votes of the contestant; seats likewise.
    select
        figures_of_ballots.*,
        case when has_no_votes then 0 else votes end as votes_known,
        case when share_origin = 'printed' then printed_share_pct else computed_share_pct end as exact_share_pct,
        case
            when share_origin = 'printed' then printed_base
            when share_origin is not null then 'valid votes'
        end as share_base,
        case
            when share_origin = 'printed' then printed_unit
            when not is_exact
            then case when valid_votes > counts_rounded_to
                then 100.0 * counts_rounded_to / nullif(valid_votes - counts_rounded_to, 0) else 100.0 end
            else 0.0
        end as share_slack_pct,
        rank = min(case when is_of_ballot then rank end) over entry as gives_votes,
        rank = min(case when seats is not null then rank end) over entry as gives_seats
    from figures_of_ballots
    window entry as (partition by election_id, is_previous, contestant_id)
),
figures_by_entry as (
    select
        election_id,
        is_previous,
        contestant_id,
        contestant,
        kind,
        is_valid,
        identity,
        has_twin,
        is_local,
        count(return_id) > 0 as is_reported,
        has_results and count(return_id) = 0 as is_only_elsewhere,
        seats_at_stake,
        alliance_contestant_id,
        alliance,
        max(case when gives_votes then votes_known end) as votes,
        max(case when gives_votes then exact_share_pct end) as exact_share_pct,
        max(case when gives_votes then share_base end) as share_base,
        max(case when gives_votes then share_origin end) as share_origin,
        max(case when gives_votes then share_slack_pct end) as share_slack_pct,
        max(case when gives_votes and not is_exact then counts_rounded_to else 0 end) as count_slack,
        max(case when gives_votes then return_id end) as votes_return_id,
        max(case when gives_votes then source_id end) as votes_source_id,
        max(case when gives_votes then stage end) as votes_stage,
        max(case when gives_seats then seats end) as seats,
        max(case when gives_seats then return_id end) as seats_return_id,
        max(case when gives_seats then source_id end) as seats_source_id,
        max(case when gives_seats then stage end) as seats_stage
    from figures_by_entry_and_return
    group by
        election_id,
        is_previous,
        contestant_id,
        contestant,
        kind,
        is_valid,
        identity,
        has_twin,
        has_results,
        is_local,
        seats_at_stake,
        alliance_contestant_id,
        alliance
),
seats_of_alliances as (
    select
        figures_by_entry.*,
        max(case when alliance_contestant_id is null then seats end) over whole_alliance as seats_of_alliance,
        sum(case when alliance_contestant_id is not null then seats end) over whole_alliance as seats_of_members
    from figures_by_entry
    window whole_alliance as (
        partition by election_id, is_previous, coalesce(alliance_contestant_id, contestant_id)
    )
),
entries_with_seats as (
    -- Where the seats that are known fill the chamber or the alliance, whoever's seats nobody gives has none; but not
    -- whom only a return without a rank names, since that return may group the winners in another way.
    select
        seats_of_alliances.*,
        case
            when seats is not null or is_local or is_only_elsewhere then seats
            when alliance_contestant_id is not null and seats_of_alliance = seats_of_members then 0
            when
                (alliance_contestant_id is null or seats_of_alliance is null)
                and (alliance_contestant_id is not null or seats_of_members is null)
                and sum(
                    case when alliance_contestant_id is null or seats_of_alliance is null then seats end
                ) over (partition by election_id, is_previous) = seats_at_stake
            then 0
        end as seats_known
    from seats_of_alliances
),
figures_by_alliance as (
    -- Where an alliance has no figure, that of its members together takes its place: a sum where every member has one,
    -- and a return, source or stage where theirs are the same.
    select
        entries_with_seats.*,
        case when count(votes) over whole_alliance = count(alliance_contestant_id) over whole_alliance
            then sum(votes) over whole_alliance end as members_votes,
        case when count(exact_share_pct) over whole_alliance = count(alliance_contestant_id) over whole_alliance
            and min(share_base) over whole_alliance = max(share_base) over whole_alliance
            then sum(exact_share_pct) over whole_alliance end as members_share_pct,
        min(share_base) over whole_alliance as members_share_base,
        sum(case when alliance_contestant_id is not null then share_slack_pct end) over whole_alliance
            as members_share_slack_pct,
        sum(case when alliance_contestant_id is not null then count_slack end) over whole_alliance
            as members_count_slack,
        max(case when is_reported then 1 else 0 end) over whole_alliance = 1 as is_alliance_reported,
        case min(votes_return_id) over whole_alliance when max(votes_return_id) over whole_alliance
            then min(votes_return_id) over whole_alliance end as members_votes_return_id,
        case min(votes_source_id) over whole_alliance when max(votes_source_id) over whole_alliance
            then min(votes_source_id) over whole_alliance end as members_votes_source_id,
        case min(votes_stage) over whole_alliance when max(votes_stage) over whole_alliance
            then min(votes_stage) over whole_alliance end as members_votes_stage,
        case
            when
                count(seats_known) over whole_alliance
                = count(alliance_contestant_id) over whole_alliance
            then sum(seats_known) over whole_alliance
        end as members_seats,
        case min(seats_return_id) over whole_alliance when max(seats_return_id) over whole_alliance
            then min(seats_return_id) over whole_alliance end as members_seats_return_id,
        case min(seats_source_id) over whole_alliance when max(seats_source_id) over whole_alliance
            then min(seats_source_id) over whole_alliance end as members_seats_source_id,
        case min(seats_stage) over whole_alliance when max(seats_stage) over whole_alliance
            then min(seats_stage) over whole_alliance end as members_seats_stage,
        kind = 'alliance'
        and alliance_contestant_id is null
        and (
            coalesce(
                count(case when alliance_contestant_id is not null and exact_share_pct is null then 1 end)
                    over whole_alliance = 0
                and min(share_base) over whole_alliance = max(share_base) over whole_alliance
                and exact_share_pct - coalesce(
                    sum(case when alliance_contestant_id is not null then exact_share_pct end) over whole_alliance, 0
                ) > sum(share_slack_pct) over whole_alliance + 0.000001,
                false
            )
            or coalesce(
                count(case when alliance_contestant_id is not null and seats_known is null then 1 end)
                    over whole_alliance = 0
                and seats_known > coalesce(
                    sum(case when alliance_contestant_id is not null then seats_known end) over whole_alliance, 0
                ),
                false
            )
        ) as has_unnamed_members
    from entries_with_seats
    window whole_alliance as (
        partition by election_id, is_previous, coalesce(alliance_contestant_id, contestant_id)
    )
),
entries_with_figures_of_members as (
    select
        figures_by_alliance.*,
        alliance_contestant_id is null
        and votes_return_id is null
        and coalesce(members_votes, members_share_pct) is not null
            as has_votes_of_members,
        alliance_contestant_id is null
        and seats_known is null
        and members_seats is not null
            as has_seats_of_members
    from figures_by_alliance
)
select
    election_id,
    is_previous,                                                -- true: an entry of the previous election
    contestant_id,
    contestant,
    kind,
    is_valid,                                                   -- false: its votes are not among the valid votes
    identity,
    has_twin,                                                   -- true: another entry has the same identity
    case when alliance_contestant_id is null then is_alliance_reported else is_reported end
        as is_reported,                                         -- true: a ranked return has a row for it or a member
    is_only_elsewhere and not (alliance_contestant_id is null and is_alliance_reported)
        as is_only_elsewhere,                                   -- true: only returns without a rank have one
    is_local,                                                   -- true: stood in a part of the country; see entries
    alliance_contestant_id,
    alliance,
    has_unnamed_members,                                        -- true: its members have less together than it
    cast(case when has_votes_of_members then members_votes else votes end as bigint) as votes,
    cast(
        round(
            cast(case when has_votes_of_members then members_share_pct else exact_share_pct end as decimal(38, 12)), 2
        ) as double
    ) as vote_share_pct,
    cast(case when has_votes_of_members then members_share_pct else exact_share_pct end as double)
        as exact_share_pct,
    case when has_votes_of_members and members_share_pct is not null then members_share_base else share_base end
        as share_base,
    case when has_votes_of_members and members_share_pct is not null then 'added up' else share_origin end
        as share_origin,                                        -- printed, computed, added up (alliances), implied (0)
    cast(
        case when has_votes_of_members and members_share_pct is not null
            then members_share_slack_pct else share_slack_pct end as double
    ) as share_slack_pct,
    cast(case when has_votes_of_members then members_count_slack else count_slack end as bigint)
        as count_slack,                                         -- how far rounding may have moved its votes; 0: exact
    case when has_votes_of_members then members_votes_return_id else votes_return_id end
        as votes_return_id,                                     -- return that gives votes and share
    case when has_votes_of_members then members_votes_source_id else votes_source_id end
        as votes_source_id,                                     -- source of that return
    case when has_votes_of_members then members_votes_stage else votes_stage end
        as votes_stage,                                         -- stage of that return
    cast(case when has_seats_of_members then members_seats else seats_known end as bigint) as seats,
    case
        when seats is not null then 'printed'
        when has_seats_of_members then 'added up'
        when seats_known is not null then 'implied'
    end as seats_origin,                                        -- printed, added up (alliances), or implied (0)
    case when has_seats_of_members then members_seats_return_id else seats_return_id end
        as seats_return_id,                                     -- return that gives the seats
    case when has_seats_of_members then members_seats_source_id else seats_source_id end
        as seats_source_id,                                     -- source of that return
    case when has_seats_of_members then members_seats_stage else seats_stage end
        as seats_stage                                          -- stage of that return
from entries_with_figures_of_members
order by election_id, is_previous, contestant_id
