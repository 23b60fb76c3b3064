-- Valid votes in areas, now and before
--
-- The valid votes that shares in an area are taken of and, under the id of the same election, those at the election
-- before it: as the return gives them or, where it does not or a ballot holds several votes, all votes of those who are
-- named there, if everyone's are known. Where these are more than the return gives, one of the two is wrong.
--
-- key:   election_id, is_previous, area_number
-- order: none, because it is read by the million and whoever reads it puts its own rows in order
with returns_at_both_times as (
    select
        elections.election_id,
        false as is_previous,
        elections.votes_per_ballot,
        numbered_returns.election_id as held_election_id,
        numbered_returns.return_number
    from elections
    join numbered_returns on numbered_returns.election_id = elections.election_id
    union all
    select
        election_context.election_id,
        true,
        elections.votes_per_ballot,
        numbered_returns.election_id,
        numbered_returns.return_number
    from election_context
    join elections on elections.election_id = election_context.previous_election_id
    join numbered_returns on numbered_returns.election_id = election_context.previous_election_id
),
votes_by_area as (
    select
        returns_at_both_times.election_id,
        returns_at_both_times.is_previous,
        returns_at_both_times.votes_per_ballot,
        returns_at_both_times.held_election_id,
        returns_at_both_times.return_number,
        area_standings_by_number.area_number,
        coalesce(sum(area_standings_by_number.countable_votes), 0) as named_votes,
        count(*) - count(area_standings_by_number.countable_votes) as without_votes,
        count(
            case
                when numbered_contestants.kind = 'others' and coalesce(area_standings_by_number.countable_votes, 1) > 0
                then 1
            end
        ) as others
    from returns_at_both_times
    join area_standings_by_number
        on area_standings_by_number.return_number = returns_at_both_times.return_number
    join numbered_contestants
        on numbered_contestants.contestant_number = area_standings_by_number.contestant_number
    where not area_standings_by_number.is_inside and numbered_contestants.is_valid
    group by
        returns_at_both_times.election_id,
        returns_at_both_times.is_previous,
        returns_at_both_times.votes_per_ballot,
        returns_at_both_times.held_election_id,
        returns_at_both_times.return_number,
        area_standings_by_number.area_number
),
votes_beside_printed as (
    select
        votes_by_area.*,
        numbered_returns.names_everyone,
        numbered_returns.tier,
        case when votes_by_area.votes_per_ballot = 1 then area_ballot_figures.valid_votes end as printed_votes
    from votes_by_area
    join numbered_returns on numbered_returns.return_number = votes_by_area.return_number
    left join area_ballot_figures
        on area_ballot_figures.election_id = votes_by_area.held_election_id
        and area_ballot_figures.return_number = votes_by_area.return_number
        and area_ballot_figures.area_number = votes_by_area.area_number
)
select
    election_id,
    is_previous,                                                -- true: at the previous election
    area_number,
    return_number,                                              -- the return of the area
    tier,                                                       -- whole: the election; else one of its two ballots
    cast(named_votes as bigint) as named_votes,                 -- votes of all who are named, as far as known
    cast(without_votes as bigint) as without_votes,             -- how many of them have votes that are not known
    printed_votes,                                              -- valid votes that the return gives; null: none
    cast(case
        when printed_votes >= named_votes then printed_votes
        when printed_votes is null and without_votes = 0 then named_votes
    end as bigint) as valid_votes,                              -- null: not known
    not names_everyone and (printed_votes is null or printed_votes > named_votes or others > 0)
        as may_lack_somebody                                    -- true: somebody may have votes there and no row
from votes_beside_printed
