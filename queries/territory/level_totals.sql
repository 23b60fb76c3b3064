-- Totals of every level of territory
--
-- The votes and seats of every contestant added up over the areas of one level: over all constituencies, or over
-- all polling stations, never over both. A contestant that is counted inside an alliance's row is left out where that
-- row exists. Beside each total is how much of the level the return reports: what is not reported is not in it.
--
-- key: election_id, level, contestant_id
with reported_areas as (
    select distinct area_results.election_id, area_results.area_id
    from area_results
    join returns on returns.return_id = area_results.return_id and returns.rank is not null
),
area_counts as (
    select reported_areas.election_id, areas.kind as level, count(*) as areas
    from reported_areas
    join areas on areas.area_id = reported_areas.area_id
    group by reported_areas.election_id, areas.kind
),
sums_by_level as (
    select
        area_standings.election_id,
        areas.kind as level,
        area_standings.contestant_id,
        count(*) as areas,
        count(case when area_standings.votes < 100000000000 then 1 end) as with_votes,
        sum(case when area_standings.votes < 100000000000 then area_standings.votes end) as known_votes,
        sum(area_standings.seats) as seats
    from area_standings
    join areas on areas.area_id = area_standings.area_id
    where not area_standings.is_inside
    group by area_standings.election_id, areas.kind, area_standings.contestant_id
)
select
    sums_by_level.election_id,
    election_context.election,
    election_context.country,
    election_context.first_polling_on,
    sums_by_level.level,
    sums_by_level.contestant_id,
    standings.contestant,
    standings.kind,
    cast(area_counts.areas as bigint) as areas_reported,        -- areas of this level that have any row
    cast(sums_by_level.areas as bigint) as areas_stood_in,      -- areas in which it has a row
    case when sums_by_level.with_votes = sums_by_level.areas then cast(sums_by_level.known_votes as bigint) end
        as votes,                                               -- its votes in them together; null: one is not known
    cast(sums_by_level.known_votes as bigint) as lowest_votes,        -- those of the areas in which they are known
    cast(sums_by_level.areas - sums_by_level.with_votes as bigint)
        as areas_without_votes,                                 -- areas in which its votes are not known
    cast(sums_by_level.seats as bigint) as seats,               -- its seats in them together; null: not known of any
    standings.votes as votes_of_the_whole                       -- its votes in the whole election; null: not known
from sums_by_level
join area_counts on area_counts.election_id = sums_by_level.election_id and area_counts.level = sums_by_level.level
join election_context on election_context.election_id = sums_by_level.election_id
join standings
    on standings.election_id = sums_by_level.election_id
    and standings.contestant_id = sums_by_level.contestant_id
    and not standings.is_previous
order by
    sums_by_level.election_id,
    sums_by_level.level,
    sums_by_level.known_votes desc nulls last,
    sums_by_level.contestant_id
