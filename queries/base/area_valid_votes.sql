-- Valid votes in areas, now and before
--
-- The valid votes that shares in an area are taken of and, under the id of the same election, those at the election
-- before it: as the return gives them or, where it does not or a ballot holds several votes, all votes of those who are
-- named there, if everyone's are known. Where these are more than the return gives, one of the two is wrong.
--
-- key:   election_id, is_previous, area_number
-- order: none, because it is read by the million and whoever reads it puts its own rows in order
with returns_at_both_times as (
    select election_id, false as is_previous, return_number
    from numbered_returns
    union all
    select election_context.election_id, true, numbered_returns.return_number
    from election_context
    join numbered_returns on numbered_returns.election_id = election_context.previous_election_id
),
counts as (
    -- Votes of everyone and valid votes as printed, one below the other: to join the two by area would take longer.
    select
        area_standings_by_number.return_number,
        area_standings_by_number.area_number,
        area_standings_by_number.countable_votes as votes,
        true as is_named,
        numbered_contestants.kind = 'others' and coalesce(area_standings_by_number.countable_votes, 1) > 0 as is_others,
        cast(null as bigint) as printed_votes
    from area_standings_by_number
    join numbered_contestants
        on numbered_contestants.contestant_number = area_standings_by_number.contestant_number
    where not area_standings_by_number.is_inside and numbered_contestants.is_valid
    union all
    select return_number, area_number, null, false, false, valid_votes
    from area_ballot_figures
),
votes_by_area as (
    select
        returns_at_both_times.election_id,
        returns_at_both_times.is_previous,
        returns_at_both_times.return_number,
        counts.area_number,
        coalesce(sum(counts.votes), 0) as named_votes,
        count(case when counts.is_named then 1 end) - count(counts.votes) as without_votes,
        count(case when counts.is_others then 1 end) as others,
        max(counts.printed_votes) as printed_votes
    from returns_at_both_times
    join counts on counts.return_number = returns_at_both_times.return_number
    group by
        returns_at_both_times.election_id,
        returns_at_both_times.is_previous,
        returns_at_both_times.return_number,
        counts.area_number
    having count(case when counts.is_named then 1 end) > 0
),
votes_beside_printed as (
    select
        votes_by_area.election_id,
        votes_by_area.is_previous,
        votes_by_area.return_number,
        votes_by_area.area_number,
        votes_by_area.named_votes,
        votes_by_area.without_votes,
        votes_by_area.others,
        numbered_returns.names_everyone,
        numbered_returns.tier,
        case when elections.votes_per_ballot = 1 then votes_by_area.printed_votes end as printed_votes
    from votes_by_area
    join numbered_returns on numbered_returns.return_number = votes_by_area.return_number
    join elections on elections.election_id = numbered_returns.election_id
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
