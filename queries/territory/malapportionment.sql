-- How unequally the areas are represented
--
-- Half the sum of the differences between an area's share of the seats and its share of the registered voters: the
-- share of seats that would have to move for every vote to weigh the same. 0 is equal, 100 the most unequal. It is
-- worked out for each level in whose areas seats are filled, over the areas with both seats and a register. The
-- measure is defined on population; where only registers are published, as here, it says how voters are represented.
--
-- key:  election_id, level
-- cite: Samuels and Snyder (2001), The Value of a Vote: Malapportionment in Comparative Perspective, British Journal of Political Science 31(4)
with registers as (
    select area_ballots.election_id, area_ballots.area_id, area_ballots.registered_voters
    from area_ballots
    join returns
        on returns.election_id = area_ballots.election_id
        and returns.return_id = area_ballots.return_id
        and returns.rank is not null
    where area_ballots.registered_voters > 0
    qualify row_number() over (partition by area_ballots.election_id, area_ballots.area_id order by returns.rank) = 1
),
seats as (
    select
        area_seats.election_id,
        area_seats.seats,
        registers.registered_voters,
        areas.kind as level,
        sum(case when registers.registered_voters is not null then area_seats.seats end) over (partition by area_seats.election_id, areas.kind) as all_seats,
        sum(registers.registered_voters) over (partition by area_seats.election_id, areas.kind) as all_voters
    from area_seats
    join areas on areas.area_id = area_seats.area_id
    left join registers
        on registers.election_id = area_seats.election_id
        and registers.area_id = area_seats.area_id
),
sums as (
    select
        election_id,
        level,
        count(*) as areas,
        count(registered_voters) as with_register,
        max(all_seats) as seats,
        max(all_voters) as registered_voters,
        max(cast(registered_voters as double) / nullif(seats, 0)) as most,
        min(cast(registered_voters as double) / nullif(seats, 0)) as fewest,
        50.0 * sum(abs(cast(seats as double) / nullif(all_seats, 0) - cast(registered_voters as double) / nullif(all_voters, 0))) as malapportionment
    from seats
    group by election_id, level
)
select
    sums.election_id,                                           -- the election
    elections.election,                                 -- its name
    countries.country,                                  -- where it was held
    elections.first_polling_on,                                 -- main polling day
    sums.level,                                                 -- what sort of area the seats are filled in
    cast(sums.areas as bigint) as areas,                        -- areas with seats
    cast(sums.with_register as bigint) as areas_with_register,  -- those whose register is known; the others are left out
    cast(sums.seats as bigint) as seats,                        -- seats of these areas
    cast(sums.registered_voters as bigint) as registered_voters,  -- registered voters of these areas
    cast(round(cast(sums.malapportionment as decimal(18, 6)), 2) as double)
        as malapportionment,                                    -- the index, 0 to 100; null: see missing
    cast(round(cast(sums.most as decimal(18, 6)), 0) as bigint) as most_voters_per_seat,  -- registered voters for each seat where they are most
    cast(round(cast(sums.fewest as decimal(18, 6)), 0) as bigint) as fewest_voters_per_seat,  -- the same where they are fewest
    cast(round(cast(sums.most / nullif(sums.fewest, 0) as decimal(18, 6)), 2) as double) as ratio,  -- most by fewest: 1 is equal
    case
        when sums.with_register = 0 then 'no register by area'
        when sums.with_register < sums.areas then 'register not known of every area'
    end as missing                                              -- why there is no index, or for which areas only; null when it covers all
from sums
join elections on elections.election_id = sums.election_id
join bodies on bodies.body_id = elections.body_id
join countries on countries.country_id = bodies.country_id
order by sums.election_id, sums.level
