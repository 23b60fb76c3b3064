-- Seats by governorate or constituency
--
-- Seats filled in each governorate or constituency, and their share of the chamber.
--
-- key: election_id, area_id
select
    elections.election_id,                                      -- the election
    elections.election,                                 -- its name
    countries.country,                                  -- where it was held
    elections.first_polling_on,                                 -- main polling day
    areas.area_id,                                              -- the area
    areas.area,                                         -- its name
    areas.kind,                                                 -- what sort of area it is
    parents.area as inside,                                     -- the larger area it lies in; null when none is known
    cast(area_seats.seats as bigint) as seats,                  -- seats filled there
    cast(round(cast(100.0 * area_seats.seats / nullif(elections.seats, 0) as decimal(18, 6)), 2) as double)
        as seat_share_pct,                                      -- seats per 100 seats at stake
    area_seats.source_id,                                       -- where it was read
    area_seats.locator                                            -- where in the source
from area_seats
join elections on elections.election_id = area_seats.election_id
join bodies on bodies.body_id = elections.body_id
join countries on countries.country_id = bodies.country_id
join areas on areas.area_id = area_seats.area_id
left join area_parents on area_parents.area_id = areas.area_id
left join areas as parents on parents.area_id = area_parents.parent_area_id
order by elections.election_id, area_seats.seats desc, areas.area_id
