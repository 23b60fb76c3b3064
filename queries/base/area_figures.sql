-- Figures of every area, by numbers
--
-- The rows of area_results with numbers in the place of their ids. A number is compared, grouped and kept at a
-- fraction of what a text costs, which is felt where there are rows by the million. The file keeps these rows, and
-- shows them with their ids as area_results. All figures of an area come from one return, the highest ranked that has
-- a row for it. What that return lacks is not filled in from another, so that the figures of an area belong together.
--
-- key:   election_id, return_number, area_number, contestant_number
-- kept:  as a table, because area_results is shown from it
-- order: none, because it is read by the million and whoever reads it puts its own rows in order
with elections_with_a_choice as (
    select distinct election_id
    from returns
    where rank is null or rank > 1
),
returns_by_area as (
    select distinct area_results.election_id, area_results.return_id, area_results.area_id, returns.rank
    from elections_with_a_choice
    join returns on returns.election_id = elections_with_a_choice.election_id
    join area_results
        on area_results.election_id = returns.election_id
        and area_results.return_id = returns.return_id
),
ranked_returns as (
    select returns_by_area.*, min(rank) over (partition by election_id, area_id) as best_rank
    from returns_by_area
),
unused_returns as (
    select election_id, return_id, area_id
    from ranked_returns
    where rank is null or rank > best_rank
),
members_beside_their_alliance as (
    select
        area_results.election_id,
        area_results.return_id,
        area_results.area_id,
        alliance_members.contestant_id
    from alliance_members
    join area_results
        on area_results.election_id = alliance_members.election_id
        and area_results.contestant_id = alliance_members.alliance_contestant_id
)
select
    area_results.election_id,
    numbered_returns.return_number,
    numbered_areas.area_number,
    numbered_contestants.contestant_number,
    area_results.votes,                                         -- votes there; null: the source does not say
    area_results.seats,                                         -- seats there; null: the source does not say
    unused_returns.area_id is not null as is_unused,            -- true: another return is used for the area, or no rank
    members_beside_their_alliance.area_id is not null
        as is_inside                                            -- true: counted in the alliance's row of this area too
from area_results
join numbered_returns on numbered_returns.return_id = area_results.return_id
join numbered_areas on numbered_areas.area_id = area_results.area_id
join numbered_contestants on numbered_contestants.contestant_id = area_results.contestant_id
left join unused_returns
    on unused_returns.election_id = area_results.election_id
    and unused_returns.return_id = area_results.return_id
    and unused_returns.area_id = area_results.area_id
left join members_beside_their_alliance
    on members_beside_their_alliance.election_id = area_results.election_id
    and members_beside_their_alliance.return_id = area_results.return_id
    and members_beside_their_alliance.area_id = area_results.area_id
    and members_beside_their_alliance.contestant_id = area_results.contestant_id
