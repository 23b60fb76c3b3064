-- Outcome in every area
--
-- Votes and seats of every contestant in every area, at every level of territory that a return goes down to;
-- area_standings says which return an area's figures come from. Levels are separate reports of the same votes: keep to
-- one level where you add up, or use level_totals, and leave out the rows with is_inside.
--
-- key:   election_id, area_id, contestant_id
-- order: none, because putting a hundred million rows in order would cost more than reading them
select
    area_standings.election_id,
    area_standings.area_id,
    areas.area,
    areas.kind as level,
    area_standings.contestant_id,
    contestants.contestant,
    contestants.kind,
    area_standings.alliance_contestant_id,                      -- alliance that it is a member of; null: none
    area_standings.is_inside,                                   -- true: counted in the row of its alliance there too
    area_standings.votes,                                       -- votes there; null: the source does not say
    area_standings.seats,                                       -- seats there; null: the source does not say
    area_standings.return_id,
    area_standings.source_id                                    -- source of the return
from area_standings
join areas on areas.area_id = area_standings.area_id
join contestants on contestants.contestant_id = area_standings.contestant_id
