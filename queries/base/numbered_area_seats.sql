-- Seats filled in areas, by numbers
--
-- The rows of area_seats with numbers in the place of the ids of areas.
--
-- key:   election_id, area_number
-- kept:  as a table, because to find the numbers takes longer than to say who came first in the areas of one election
-- order: none, because whoever joins it puts its own rows in order
select
    area_seats.election_id,
    numbered_areas.area_number,
    area_seats.seats                                            -- seats filled there
from area_seats
join numbered_areas on numbered_areas.area_id = area_seats.area_id
