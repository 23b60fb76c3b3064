-- Outcome in every area
--
-- Votes and seats of every contestant in every area, at every level of territory that a return goes down to;
-- area_standings says which return tells of an area. Levels are separate reports of the same votes: keep to one level
-- where you add up, or use level_totals, and leave out the rows with is_inside.
--
-- key:   election_id, area_id, contestant_id
-- order: none, because putting a hundred million rows in order would cost more than reading them
select
    area_standings.election_id,                                 -- the election
    area_standings.area_id,                                     -- the area
    areas.area,                                         -- its name
    areas.kind as level,                                        -- what sort of unit it is; never add rows of two levels
    area_standings.contestant_id,                               -- the contestant
    contestants.contestant,                            -- its name as printed
    contestants.kind,                                           -- party list, alliance, joint list, independents, candidate or option
    area_standings.alliance_contestant_id,                      -- alliance that it is a member of; null: none
    area_standings.is_inside,                                   -- true: the alliance has a row in this area too, in which this one is counted
    area_standings.votes,                                       -- votes there; null: the source does not say
    area_standings.seats,                                       -- seats there; null: the source does not say
    area_standings.return_id,                                   -- the return
    area_standings.source_id                                    -- its source
from area_standings
join areas on areas.area_id = area_standings.area_id
join contestants on contestants.contestant_id = area_standings.contestant_id
