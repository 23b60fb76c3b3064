-- Who could govern together
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
        cast(election_context.seats as bigint) as chamber_seats,
        row_number() over (
            partition by outcomes.election_id
            order by outcomes.seats desc, outcomes.contestant_id
        ) as rank_by_seats
    from outcomes
    join election_context
        on election_context.election_id = outcomes.election_id
        and election_context.body_kind = 'legislature'
    where
        outcomes.alliance_contestant_id is null
        and outcomes.kind not in ('independents', 'others', 'none of the above', 'blank votes')
        and outcomes.seats > 0
),
coalitions as (
    -- Members stand from the largest down. All but the last lose together; so do those without a larger member.
    select election_id, chamber_seats, 1 as size, contestant as members, seats
    from players
    where 2 * seats > chamber_seats
    union all
    select
        one.election_id,
        one.chamber_seats,
        2,
        one.contestant || ' + ' || two.contestant,
        one.seats + two.seats
    from players as one
    join players as two on two.election_id = one.election_id and two.rank_by_seats > one.rank_by_seats
    where
        2 * one.seats <= one.chamber_seats
        and 2 * (one.seats + two.seats) > one.chamber_seats
    union all
    select
        one.election_id,
        one.chamber_seats,
        3,
        one.contestant || ' + ' || two.contestant || ' + ' || three.contestant,
        one.seats + two.seats + three.seats
    from players as one
    join players as two on two.election_id = one.election_id and two.rank_by_seats > one.rank_by_seats
    join players as three on three.election_id = one.election_id and three.rank_by_seats > two.rank_by_seats
    where
        2 * (one.seats + two.seats) <= one.chamber_seats
        and 2 * (one.seats + two.seats + three.seats) > one.chamber_seats
    union all
    select
        one.election_id,
        one.chamber_seats,
        4,
        one.contestant || ' + ' || two.contestant || ' + ' || three.contestant || ' + ' || four.contestant,
        one.seats + two.seats + three.seats + four.seats
    from players as one
    join players as two on two.election_id = one.election_id and two.rank_by_seats > one.rank_by_seats
    join players as three on three.election_id = one.election_id and three.rank_by_seats > two.rank_by_seats
    join players as four on four.election_id = one.election_id and four.rank_by_seats > three.rank_by_seats
    where
        2 * (one.seats + two.seats + three.seats) <= one.chamber_seats
        and 2 * (one.seats + two.seats + three.seats + four.seats) > one.chamber_seats
),
four_largest as (
    select election_id, 2 * sum(seats) > max(chamber_seats) as are_enough
    from players
    where rank_by_seats <= 4
    group by election_id
)
select
    coalitions.election_id,
    election_context.election,
    election_context.country,
    election_context.first_polling_on,
    coalitions.members,                                         -- the parties, from the largest down
    cast(coalitions.size as bigint) as size,                    -- number of parties, 1 to 4
    cast(coalitions.seats as bigint) as seats,                  -- their seats together
    cast(coalitions.seats - (floor(coalitions.chamber_seats / 2.0) + 1) as bigint)
        as seats_over,                                          -- seats beyond the smallest majority
    coalitions.seats = min(coalitions.seats) over (partition by coalitions.election_id)
        as is_smallest,                                         -- true: none listed has fewer seats
    four_largest.are_enough as are_four_enough                  -- false: a coalition may need five or more
from coalitions
join four_largest on four_largest.election_id = coalitions.election_id
join election_context on election_context.election_id = coalitions.election_id
order by coalitions.election_id, coalitions.size, coalitions.seats, coalitions.members
