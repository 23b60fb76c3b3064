-- Who could govern together, with nobody to spare
--
-- Coalitions of up to four parties that have more than half of the seats and would lose it without any one of them.
-- An alliance stands for its members; independents are no party and join none, though their seats count in the
-- chamber. Coalitions of five or more are not listed: where a chamber is so divided that four of its parties are
-- often not enough, the list is short or empty, and are_four_enough says whether the four largest win.
--
-- key:  election_id, members
-- cite: Riker (1962), The Theory of Political Coalitions
with players as (
    select
        outcomes.election_id,
        outcomes.contestant,
        outcomes.seats,
        cast(elections.seats as bigint) as chamber,
        row_number() over (partition by outcomes.election_id order by outcomes.seats desc, outcomes.contestant_id) as place
    from outcomes
    join elections on elections.election_id = outcomes.election_id
    join bodies on bodies.body_id = elections.body_id and bodies.kind = 'legislature'
    where outcomes.alliance_contestant_id is null and outcomes.kind <> 'independents' and outcomes.seats > 0
),
coalitions as (
    select election_id, contestant as members, 1 as size, seats, chamber
    from players
    where 2 * seats > chamber
    union all
    select one.election_id, one.contestant || ' + ' || two.contestant, 2, one.seats + two.seats, one.chamber
    from players as one
    join players as two on two.election_id = one.election_id and two.place > one.place
    where 2 * one.seats <= one.chamber and 2 * (one.seats + two.seats) > one.chamber
    union all
    select one.election_id, one.contestant || ' + ' || two.contestant || ' + ' || three.contestant, 3, one.seats + two.seats + three.seats, one.chamber
    from players as one
    join players as two on two.election_id = one.election_id and two.place > one.place
    join players as three on three.election_id = one.election_id and three.place > two.place
    where 2 * (one.seats + two.seats) <= one.chamber and 2 * (one.seats + two.seats + three.seats) > one.chamber
    union all
    select
        one.election_id,
        one.contestant || ' + ' || two.contestant || ' + ' || three.contestant || ' + ' || four.contestant,
        4,
        one.seats + two.seats + three.seats + four.seats,
        one.chamber
    from players as one
    join players as two on two.election_id = one.election_id and two.place > one.place
    join players as three on three.election_id = one.election_id and three.place > two.place
    join players as four on four.election_id = one.election_id and four.place > three.place
    where
        2 * (one.seats + two.seats + three.seats) <= one.chamber
        and 2 * (one.seats + two.seats + three.seats + four.seats) > one.chamber
),
four_largest as (
    select election_id, 2 * sum(seats) > max(chamber) as are_enough
    from players
    where place <= 4
    group by election_id
)
select
    elections.election_id,                                      -- the election
    elections.election,                                 -- its name
    countries.country,                                  -- where it was held
    elections.first_polling_on,                                 -- main polling day
    coalitions.members,                                         -- the parties, from the largest down
    cast(coalitions.size as bigint) as size,                    -- number of parties, 1 to 4
    cast(coalitions.seats as bigint) as seats,                  -- their seats together
    cast(coalitions.seats - (floor(coalitions.chamber / 2.0) + 1) as bigint) as seats_over,  -- seats beyond the smallest majority
    coalitions.seats = min(coalitions.seats) over (partition by elections.election_id) as is_smallest,  -- true: none listed has fewer seats
    four_largest.are_enough as are_four_enough                  -- true: the four largest parties have a majority; false: only coalitions of five or more may win
from coalitions
join elections on elections.election_id = coalitions.election_id
join bodies on bodies.body_id = elections.body_id
join countries on countries.country_id = bodies.country_id
join four_largest on four_largest.election_id = coalitions.election_id
order by elections.election_id, coalitions.size, coalitions.seats, coalitions.members
