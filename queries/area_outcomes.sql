-- Outcome in every area
--
-- Votes and seats of every contestant in every area, at every level of territory that a return goes down to. An area
-- is told by one return, the highest ranked that has a row for it; what that return lacks is not filled in from
-- another, so that the figures of an area belong together. Levels are separate reports of the same votes: keep to
-- one level where you add up, or use level_totals, and leave out the rows with is_inside.
--
-- key:   election_id, area_id, contestant_id
-- order: none, because other questions read it at a hundred million rows and would pay for an order that they do not use
with several as (
    select election_id
    from returns
    where rank is not null
    group by election_id
    having count(*) > 1
),
foremost as (
    select area_results.election_id, area_results.area_id, min(returns.rank) as rank
    from area_results
    join several on several.election_id = area_results.election_id
    join returns on returns.return_id = area_results.return_id and returns.rank is not null
    group by area_results.election_id, area_results.area_id
),
alliance_rows as (
    select election_id, return_id, area_id, contestant_id
    from area_results
    where contestant_id in (select alliance_contestant_id from alliance_members)
)
select
    area_results.election_id,                                   -- the election
    area_results.area_id,                                       -- the area
    areas.name as area,                                         -- its name
    areas.kind as level,                                        -- what sort of unit it is; never add rows of two levels
    area_results.contestant_id,                                 -- the contestant
    contestants.label as contestant,                            -- its name as printed
    contestants.kind,                                           -- party list, alliance, joint list, independents, candidate or option
    alliance_members.alliance_contestant_id,                    -- alliance that it is a member of; null: none
    alliance_rows.contestant_id is not null as is_inside,       -- true: the alliance has a row in this area too, in which this one is counted
    area_results.votes,                                         -- votes there; null: the source does not say
    cast(area_results.seats as bigint) as seats,                -- seats there; null: the source does not say
    area_results.return_id,                                     -- the return
    returns.source_id                                           -- its source
from area_results
join returns on returns.return_id = area_results.return_id and returns.rank is not null
join areas on areas.area_id = area_results.area_id
join contestants on contestants.contestant_id = area_results.contestant_id
left join foremost
    on foremost.election_id = area_results.election_id
    and foremost.area_id = area_results.area_id
left join alliance_members on alliance_members.contestant_id = area_results.contestant_id
left join alliance_rows
    on alliance_rows.election_id = area_results.election_id
    and alliance_rows.return_id = area_results.return_id
    and alliance_rows.area_id = area_results.area_id
    and alliance_rows.contestant_id = alliance_members.alliance_contestant_id
where foremost.rank is null or foremost.rank = returns.rank
