-- Standings in every area
--
-- The figures of every contestant in every area, by their ids alone; area_outcomes adds the names. All figures of an
-- area come from one return, the highest ranked that has a row for it. What that return lacks is not filled in from
-- another, so that the figures of an area belong together. Leave out the rows with is_inside where you add up.
--
-- key:   election_id, area_id, contestant_id
-- order: none, because others read it at a hundred million rows and would pay for an order that they do not use
with elections_with_several_returns as (
    select distinct election_id
    from returns
    where rank > 1
),
best_ranks as (
    -- The rank of the return that an area's figures come from, where there are several to choose from.
    select area_results.election_id, area_results.area_id, min(returns.rank) as rank
    from elections_with_several_returns
    join returns
        on returns.election_id = elections_with_several_returns.election_id
        and returns.rank is not null
    join area_results
        on area_results.election_id = returns.election_id
        and area_results.return_id = returns.return_id
    group by area_results.election_id, area_results.area_id
),
members_beside_their_alliance as (
    select area_results.election_id, area_results.return_id, area_results.area_id, alliance_members.contestant_id
    from alliance_members
    join area_results
        on area_results.election_id = alliance_members.election_id
        and area_results.contestant_id = alliance_members.alliance_contestant_id
)
select
    area_results.election_id,
    area_results.area_id,
    area_results.contestant_id,
    alliance_members.alliance_contestant_id,                    -- alliance that it is a member of; null: none
    members_beside_their_alliance.contestant_id is not null
        as is_inside,                                           -- true: counted in the alliance's row of this area too
    area_results.votes,                                         -- votes there; null: the source does not say
    cast(area_results.seats as bigint) as seats,                -- seats there; null: the source does not say
    area_results.return_id,
    returns.rank,                                               -- rank of the return; 1 is the highest
    returns.source_id                                           -- source of the return
from area_results
join returns
    on returns.election_id = area_results.election_id
    and returns.return_id = area_results.return_id
    and returns.rank is not null
left join best_ranks
    on best_ranks.election_id = area_results.election_id
    and best_ranks.area_id = area_results.area_id
left join alliance_members
    on alliance_members.election_id = area_results.election_id
    and alliance_members.contestant_id = area_results.contestant_id
left join members_beside_their_alliance
    on members_beside_their_alliance.election_id = area_results.election_id
    and members_beside_their_alliance.return_id = area_results.return_id
    and members_beside_their_alliance.area_id = area_results.area_id
    and members_beside_their_alliance.contestant_id = area_results.contestant_id
where best_ranks.rank is null or best_ranks.rank = returns.rank
