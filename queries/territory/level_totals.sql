-- Totals of every level of territory
--
-- The votes and seats of every contestant added up over the areas of one level: over all constituencies, or over
-- all polling stations, never over both. A contestant that is counted inside an alliance's row is left out where that
-- row exists. Beside each total is how much of the level the return reports: what is not reported is not in it. Where
-- voters have two ballots, and the figures of some areas of a level are of the one and those of others of the other,
-- their votes are not added up.
--
-- key: election_id, level, contestant_id
with reported_areas as (
    select distinct election_id, area_number, return_number
    from area_standings_by_number
),
area_counts as (
    select
        reported_areas.election_id,
        numbered_areas.level,
        count(reported_areas.area_number) as areas,
        min(numbered_returns.tier) = max(numbered_returns.tier) as is_one_ballot
    from reported_areas
    join numbered_areas on numbered_areas.area_number = reported_areas.area_number
    join numbered_returns on numbered_returns.return_number = reported_areas.return_number
    group by reported_areas.election_id, numbered_areas.level
),
sums_by_level as (
    select
        area_standings_by_number.election_id,
        numbered_areas.level,
        area_standings_by_number.contestant_number,
        count(area_standings_by_number.area_number) as areas,
        count(area_standings_by_number.countable_votes) as with_votes,
        sum(area_standings_by_number.countable_votes) as known_votes,
        count(area_standings_by_number.seats) as with_seats,
        sum(area_standings_by_number.seats) as known_seats
    from area_standings_by_number
    join numbered_areas on numbered_areas.area_number = area_standings_by_number.area_number
    where not area_standings_by_number.is_inside
    group by
        area_standings_by_number.election_id,
        numbered_areas.level,
        area_standings_by_number.contestant_number
)
select
    sums_by_level.election_id,
    election_context.election,
    election_context.country,
    election_context.first_polling_on,
    sums_by_level.level,
    numbered_contestants.contestant_id,
    standings.contestant,
    standings.kind,
    cast(area_counts.areas as bigint) as areas_reported,        -- areas of this level that have any row
    cast(sums_by_level.areas as bigint) as areas_stood_in,      -- areas in which it has a row
    case when area_counts.is_one_ballot and sums_by_level.with_votes = sums_by_level.areas
        then cast(sums_by_level.known_votes as bigint) end
        as votes,                                               -- its votes in them together; null: see missing
    case when area_counts.is_one_ballot then cast(sums_by_level.known_votes as bigint) end
        as lowest_votes,                                        -- those of the areas in which they are known
    cast(sums_by_level.areas - sums_by_level.with_votes as bigint)
        as areas_without_votes,                                 -- areas in which its votes are not known
    case when sums_by_level.with_seats = sums_by_level.areas then cast(sums_by_level.known_seats as bigint) end
        as seats,                                               -- its seats in them together; null: one is not known
    cast(sums_by_level.known_seats as bigint) as lowest_seats,  -- those of the areas in which they are known
    standings.votes as votes_of_the_whole,                      -- its votes in the whole election; null: not known
    case
        when not area_counts.is_one_ballot then 'its areas tell of two ballots'
        when sums_by_level.with_votes < sums_by_level.areas then 'its votes are not known in some area'
    end as missing                                              -- why its votes are not known; null when they are
from sums_by_level
join area_counts on area_counts.election_id = sums_by_level.election_id and area_counts.level = sums_by_level.level
join election_context on election_context.election_id = sums_by_level.election_id
join numbered_contestants
    on numbered_contestants.election_id = sums_by_level.election_id
    and numbered_contestants.contestant_number = sums_by_level.contestant_number
join standings
    on standings.election_id = sums_by_level.election_id
    and standings.contestant_id = numbered_contestants.contestant_id
    and not standings.is_previous
order by
    sums_by_level.election_id,
    sums_by_level.level,
    sums_by_level.known_votes desc nulls last,
    numbered_contestants.contestant_id
