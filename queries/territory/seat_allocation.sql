-- Seats by governorate or constituency
--
-- Seats filled in each governorate or constituency, and their share of the chamber.
--
-- key: election_id, area_id
select
    area_seats.election_id,
    election_context.election,
    election_context.country,
    election_context.first_polling_on,
    area_seats.area_id,
    areas.area,
    areas.kind,                                                 -- kind of area, such as district
    parents.area as inside,                                     -- the larger area it lies in; null: not known
    cast(area_seats.seats as bigint) as seats,                  -- seats filled there
    case when area_seats.seats <= election_context.seats
        then cast(round(cast(
            100.0 * area_seats.seats / nullif(election_context.seats, 0) as decimal(38, 12)
        ), 2) as double) end
        as seat_share_pct,                                      -- seats per 100 at stake; null: these are not known
    area_seats.source_id,
    area_seats.locator
from area_seats
join election_context on election_context.election_id = area_seats.election_id
join areas on areas.area_id = area_seats.area_id
left join area_parents on area_parents.area_id = areas.area_id
left join areas as parents on parents.area_id = area_parents.parent_area_id
order by area_seats.election_id, area_seats.seats desc, area_seats.area_id
