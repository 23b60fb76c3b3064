-- Standings in every area, by numbers
--
-- The figures of every contestant in every area, with numbers in the place of ids; area_standings shows the same by
-- their ids. All figures of an area come from one return, the highest ranked that has a row for it. What that return
-- lacks is not filled in from another, so that the figures of an area belong together. Leave out the rows with
-- is_inside where you add up.
--
-- key:   election_id, area_number, contestant_number
-- order: none, because others read it at a hundred million rows and would pay for an order that they do not use
with elections_with_several_returns as (
    select distinct election_id
    from returns
    where rank > 1
),
best_ranks as (
    -- The rank of the return that an area's figures come from, where there are several to choose from.
    select area_figures.election_id, area_figures.area_number, min(numbered_returns.rank) as rank
    from elections_with_several_returns
    join numbered_returns
        on numbered_returns.election_id = elections_with_several_returns.election_id
        and numbered_returns.rank is not null
    join area_figures
        on area_figures.election_id = numbered_returns.election_id
        and area_figures.return_number = numbered_returns.return_number
    group by area_figures.election_id, area_figures.area_number
),
members as (
    select election_id, contestant_number, alliance_number
    from numbered_contestants
    where alliance_number is not null
),
members_beside_their_alliance as (
    select
        area_figures.election_id,
        area_figures.return_number,
        area_figures.area_number,
        members.contestant_number
    from members
    join area_figures
        on area_figures.election_id = members.election_id
        and area_figures.contestant_number = members.alliance_number
)
select
    area_figures.election_id,
    area_figures.area_number,
    area_figures.contestant_number,
    members.alliance_number,                                    -- alliance that it is a member of; null: none
    members_beside_their_alliance.contestant_number is not null
        as is_inside,                                           -- true: counted in the alliance's row of this area too
    area_figures.votes,                                         -- votes there; null: the source does not say
    cast(area_figures.seats as bigint) as seats,                -- seats there; null: the source does not say
    area_figures.return_number,
    numbered_returns.rank                                       -- rank of the return; 1 is the highest
from area_figures
join numbered_returns
    on numbered_returns.election_id = area_figures.election_id
    and numbered_returns.return_number = area_figures.return_number
    and numbered_returns.rank is not null
left join best_ranks
    on best_ranks.election_id = area_figures.election_id
    and best_ranks.area_number = area_figures.area_number
left join members on members.contestant_number = area_figures.contestant_number
left join members_beside_their_alliance
    on members_beside_their_alliance.election_id = area_figures.election_id
    and members_beside_their_alliance.return_number = area_figures.return_number
    and members_beside_their_alliance.area_number = area_figures.area_number
    and members_beside_their_alliance.contestant_number = area_figures.contestant_number
where best_ranks.rank is null or best_ranks.rank = numbered_returns.rank
