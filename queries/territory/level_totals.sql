-- Totals of every level of territory
--
-- The votes and seats of every contestant added up over the areas of one level: over all constituencies, or over
-- all polling stations, never over both. A contestant that is counted inside an alliance's row is left out where that
-- row exists. How much of a level the return reports stands beside each total: what is not reported is not in it.
--
-- key: election_id, level, contestant_id
with reported as (
    select distinct area_results.election_id, area_results.area_id
    from area_results
    join returns on returns.return_id = area_results.return_id and returns.rank is not null
),
counted as (
    select reported.election_id, areas.kind as level, count(*) as areas
    from reported
    join areas on areas.area_id = reported.area_id
    group by reported.election_id, areas.kind
),
sums as (
    select
        area_standings.election_id,
        areas.kind as level,
        area_standings.contestant_id,
        count(*) as areas,
        count(area_standings.votes) as with_votes,
        sum(area_standings.votes) as votes,
        sum(area_standings.seats) as seats
    from area_standings
    join areas on areas.area_id = area_standings.area_id
    where not area_standings.is_inside
    group by area_standings.election_id, areas.kind, area_standings.contestant_id
)
select
    sums.election_id,                                           -- the election
    elections.election,                                 -- its name
    countries.country,                                  -- where it was held
    elections.first_polling_on,                                 -- main polling day
    sums.level,                                                 -- the level that was added up
    sums.contestant_id,                                         -- the contestant
    standings.contestant,                                       -- its name
    standings.kind,                                             -- party list, alliance, joint list, independents, candidate or option
    cast(counted.areas as bigint) as areas_reported,            -- areas of this level that have any row
    cast(sums.areas as bigint) as areas_stood_in,               -- areas in which it has a row
    cast(sums.votes as bigint) as votes,                        -- its votes in them together; null: not known of any
    cast(sums.areas - sums.with_votes as bigint) as areas_without_votes,  -- areas in which its votes are not known
    cast(sums.seats as bigint) as seats,                        -- its seats in them together; null: not known of any
    standings.votes as votes_of_the_whole                       -- its votes in the election as a whole, as printed; null: not known
from sums
join counted on counted.election_id = sums.election_id and counted.level = sums.level
join elections on elections.election_id = sums.election_id
join bodies on bodies.body_id = elections.body_id
join countries on countries.country_id = bodies.country_id
join standings
    on standings.election_id = sums.election_id
    and standings.contestant_id = sums.contestant_id
    and not standings.is_previous
order by sums.election_id, sums.level, votes desc nulls last, sums.contestant_id
