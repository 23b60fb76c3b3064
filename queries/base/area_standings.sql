-- Standings in every area
--
-- The figures of every contestant in every area, by their ids alone; area_outcomes adds the names. All figures of an
-- area come from one return, as area_standings_by_number says. Leave out the rows with is_inside where you add up.
--
-- key:   election_id, area_id, contestant_id
-- order: none, because putting a hundred million rows in order would cost more than reading them
select
    area_standings_by_number.election_id,
    numbered_areas.area_id,
    numbered_contestants.contestant_id,
    numbered_contestants.alliance_contestant_id,                -- alliance that it is a member of; null: none
    area_standings_by_number.is_inside,                         -- true: counted in the row of its alliance there too
    area_standings_by_number.votes,                             -- votes there; null: the source does not say
    area_standings_by_number.seats,                             -- seats there; null: the source does not say
    numbered_returns.return_id,
    numbered_returns.rank,                                      -- rank of the return; 1 is the highest
    numbered_returns.source_id                                  -- source of the return
from area_standings_by_number
join numbered_areas on numbered_areas.area_number = area_standings_by_number.area_number
join numbered_contestants on numbered_contestants.contestant_number = area_standings_by_number.contestant_number
join numbered_returns on numbered_returns.return_number = area_standings_by_number.return_number
