-- How unequally the areas are represented
--
-- Half the sum of the differences between an area's share of the seats and its share of the registered voters: the
-- share of seats that would have to move for every vote to weigh the same. 0 is equal, 100 the most unequal. It is
-- computed for each level in whose areas seats are filled, where seats and register are known of every area. The
-- measure is defined on population; where only registers are published, as here, it says how voters are represented.
--
-- key:  election_id, level
-- cite: Samuels and Snyder (2001), The Value of a Vote: Malapportionment in Comparative Perspective, British
--       Journal of Political Science 31(4)
with levels_with_seats as (
    select distinct numbered_area_seats.election_id, numbered_areas.level
    from numbered_area_seats
    join numbered_areas on numbered_areas.area_number = numbered_area_seats.area_number
),
seats_and_registers as (
    -- The rank of the return and the register of the area are one number, whose minimum is the register that the
    -- highest ranked return with one gives, found without a sort.
    select
        numbered_area_seats.election_id,
        numbered_areas.level,
        numbered_area_seats.area_number,
        numbered_area_seats.seats,
        cast(null as decimal(38, 0)) as rank_and_register
    from numbered_area_seats
    join numbered_areas on numbered_areas.area_number = numbered_area_seats.area_number
    union all
    select
        area_ballot_figures.election_id,
        numbered_areas.level,
        area_ballot_figures.area_number,
        cast(null as integer),
        cast(numbered_returns.rank as decimal(38, 0)) * 100000000000 + area_ballot_figures.registered_voters
    from levels_with_seats
    join numbered_returns on numbered_returns.election_id = levels_with_seats.election_id
    join area_ballot_figures
        on area_ballot_figures.election_id = numbered_returns.election_id
        and area_ballot_figures.return_number = numbered_returns.return_number
    join numbered_areas
        on numbered_areas.area_number = area_ballot_figures.area_number
        and numbered_areas.level = levels_with_seats.level
    where
        numbered_returns.rank is not null
        and area_ballot_figures.registered_voters > 0
        and area_ballot_figures.registered_voters < 100000000000
),
figures_by_area as (
    select
        election_id,
        level,
        area_number,
        max(seats) as seats,
        cast(min(rank_and_register) % 100000000000 as bigint) as registered_voters
    from seats_and_registers
    group by election_id, level, area_number
),
seats_by_area as (
    select
        election_id,
        level,
        cast(seats as double) as seats,
        cast(registered_voters as double) as registered_voters,
        cast(registered_voters as double) / nullif(seats, 0) as voters_per_seat,
        sum(case when registered_voters is not null then seats end) over level_of_election as all_seats,
        sum(case when seats is not null then registered_voters end) over level_of_election as all_voters
    from figures_by_area
    window level_of_election as (partition by election_id, level)
),
sums_by_level as (
    select
        election_id,
        level,
        count(seats) as areas,
        count(case when seats is not null then registered_voters end) as with_register,
        count(case when seats is null then 1 end) as without_seats,
        max(all_seats) as seats,
        max(all_voters) as registered_voters,
        max(voters_per_seat) as most_voters_per_seat,
        min(voters_per_seat) as fewest_voters_per_seat,
        50.0 * sum(abs(seats / nullif(all_seats, 0) - registered_voters / nullif(all_voters, 0))) as malapportionment
    from seats_by_area
    group by election_id, level
),
sums_with_reasons as (
    select
        *,
        case
            when with_register = 0 then 'no register by area'
            when with_register < areas then 'register not known of every area'
            when without_seats > 0 then 'seats not known of every area'
        end as missing
    from sums_by_level
)
select
    sums_with_reasons.election_id,
    election_context.election,
    election_context.country,
    election_context.first_polling_on,
    sums_with_reasons.level,                                    -- kind of area that the seats are filled in
    cast(sums_with_reasons.areas as bigint) as areas,           -- areas with seats
    cast(sums_with_reasons.with_register as bigint) as areas_with_register,  -- those of them whose register is known
    cast(sums_with_reasons.seats as bigint) as seats,               -- seats of the areas with a register
    cast(sums_with_reasons.registered_voters as bigint) as registered_voters,  -- registered voters of these areas
    case when sums_with_reasons.missing is null
        then cast(round(cast(sums_with_reasons.malapportionment as decimal(38, 12)), 2) as double) end
        as malapportionment,                                    -- the index, 0 to 100; null: see missing
    case when sums_with_reasons.missing is null
        then cast(round(cast(sums_with_reasons.most_voters_per_seat as decimal(38, 12)), 0) as bigint) end
        as most_voters_per_seat,                                -- registered voters for each seat where they are most
    case when sums_with_reasons.missing is null
        then cast(round(cast(sums_with_reasons.fewest_voters_per_seat as decimal(38, 12)), 0) as bigint) end
        as fewest_voters_per_seat,                              -- the same where they are fewest
    case when sums_with_reasons.missing is null
        then cast(round(cast(
            sums_with_reasons.most_voters_per_seat / nullif(sums_with_reasons.fewest_voters_per_seat, 0)
            as decimal(38, 12)
        ), 2) as double) end as ratio,                          -- most by fewest: 1 is equal
    sums_with_reasons.missing
from sums_with_reasons
join election_context on election_context.election_id = sums_with_reasons.election_id
where sums_with_reasons.areas > 0
order by sums_with_reasons.election_id, sums_with_reasons.level
