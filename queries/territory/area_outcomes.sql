-- Outcome in every area
--
-- Votes and seats of every contestant in every area, at every level of territory that a return goes down to;
-- area_standings says which return an area's figures come from. Levels are separate reports of the same votes: keep to
-- one level where you add up, or use level_totals, and leave out the rows with is_inside.
--
-- key:   election_id, area_id, contestant_id
-- order: none, because putting a hundred million rows in order would cost more than reading them
select
    area_standings_by_number.election_id,
    numbered_areas.area_id,
    numbered_areas.area,
    numbered_areas.level,
    numbered_contestants.contestant_id,
    numbered_contestants.contestant,
    numbered_contestants.kind,
    numbered_contestants.alliance_contestant_id,                -- alliance that it is a member of; null: none
    area_standings_by_number.is_inside,                         -- true: counted in the row of its alliance there too
    area_standings_by_number.votes,                             -- votes there; null: the source does not say
    area_standings_by_number.seats,                             -- seats there; null: the source does not say
    numbered_returns.return_id,
    numbered_returns.source_id                                  -- source of the return
from area_standings_by_number
join numbered_areas on numbered_areas.area_number = area_standings_by_number.area_number
join numbered_contestants on numbered_contestants.contestant_number = area_standings_by_number.contestant_number
join numbered_returns on numbered_returns.return_number = area_standings_by_number.return_number
