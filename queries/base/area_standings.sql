-- Standings in every area
--
-- The figures of every contestant in every area, by their ids alone; area_outcomes adds the names. An area is told by
-- one return, the highest ranked that has a row for it; what that return lacks is not filled in from another, so that
-- the figures of an area belong together. Leave out the rows with is_inside where you add up.
--
-- key:   election_id, area_id, contestant_id
-- order: none, because other questions read it at a hundred million rows and would pay for an order that they do not use
with several as (  -- elections with more than one return in use
    select distinct election_id
    from returns
    where rank > 1
),
foremost as (
    select area_results.election_id, area_results.area_id, min(returns.rank) as rank
    from several
    join returns on returns.election_id = several.election_id and returns.rank is not null
    join area_results
        on area_results.election_id = returns.election_id
        and area_results.return_id = returns.return_id
    group by area_results.election_id, area_results.area_id
),
insides as (
    select area_results.election_id, area_results.return_id, area_results.area_id, alliance_members.contestant_id
    from alliance_members
    join area_results
        on area_results.election_id = alliance_members.election_id
        and area_results.contestant_id = alliance_members.alliance_contestant_id
)
select
    area_results.election_id,                                   -- the election
    area_results.area_id,                                       -- the area
    area_results.contestant_id,                                 -- the contestant
    alliance_members.alliance_contestant_id,                    -- alliance that it is a member of; null: none
    insides.contestant_id is not null as is_inside,             -- true: the alliance has a row in this area too, in which this one is counted
    area_results.votes,                                         -- votes there; null: the source does not say
    cast(area_results.seats as bigint) as seats,                -- seats there; null: the source does not say
    area_results.return_id,                                     -- the return
    returns.rank,                                               -- its rank
    returns.source_id                                           -- its source
from area_results
join returns
    on returns.election_id = area_results.election_id
    and returns.return_id = area_results.return_id
    and returns.rank is not null
left join foremost
    on foremost.election_id = area_results.election_id
    and foremost.area_id = area_results.area_id
left join alliance_members
    on alliance_members.election_id = area_results.election_id
    and alliance_members.contestant_id = area_results.contestant_id
left join insides
    on insides.election_id = area_results.election_id
    and insides.return_id = area_results.return_id
    and insides.area_id = area_results.area_id
    and insides.contestant_id = area_results.contestant_id
where foremost.rank is null or foremost.rank = returns.rank
