-- Who could govern together
--
-- Coalitions of up to four parties that have more than half of the chamber and would lose it without any one of them.
-- An alliance stands for its members, and the largest of several lists for all of a party; independents and Others are
-- no party and join none, though their seats count in the chamber. Coalitions of five or more are not listed: where a
-- chamber is so divided that four of its parties are often not enough, the list is short or empty, and are_four_enough
-- says whether the four largest win. They are listed where the seats of the whole chamber are known. Where they are
-- not, or there is none to list, a row says why.
--
-- key:  election_id, members
-- cite: Riker (1962), The Theory of Political Coalitions
with contestants_of_chambers as (
    select
        election_context.election_id,
        outcomes.contestant_id,
        outcomes.contestant,
        outcomes.kind,
        outcomes.seats,
        cast(election_context.chamber_seats as bigint) as chamber_seats,
        sum(outcomes.seats) over (partition by election_context.election_id) as seats_of_all,
        sum(outcomes.seats) over one_party as seats_of_party,
        row_number() over (
            partition by election_context.election_id, outcomes.identity
            order by outcomes.seats desc nulls last, outcomes.contestant_id
        ) as rank_in_party
    from election_context
    join outcomes
        on outcomes.election_id = election_context.election_id
        and outcomes.alliance_contestant_id is null
        and outcomes.kind not in ('none of the above', 'blank votes')
    where election_context.body_kind = 'legislature'
    window one_party as (partition by election_context.election_id, outcomes.identity)
),
players as (
    select
        election_id,
        contestant,
        seats_of_party as seats,
        chamber_seats,
        row_number() over (partition by election_id order by seats_of_party desc, contestant_id) as rank_by_seats,
        count(*) over (partition by election_id) as players
    from contestants_of_chambers
    where
        seats_of_all = chamber_seats
        and kind not in ('independents', 'others')
        and seats_of_party > 0
        and rank_in_party = 1
),
coalitions as (
    -- Members stand from the largest down. All but the last lose together; so do those without a larger member. Nobody
    -- is tried whose seats, as often as members may still join, are not enough. Of more than 60 none are tried.
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
        one.players <= 60
        and 2 * one.seats <= one.chamber_seats
        and 2 * (one.seats + two.seats) > one.chamber_seats
    union all
    select
        one.election_id,
        one.chamber_seats,
        3,
        one.contestant || ' + ' || two.contestant || ' + ' || three.contestant,
        one.seats + two.seats + three.seats
    from players as one
    join players as two
        on two.election_id = one.election_id
        and two.rank_by_seats > one.rank_by_seats
        and 2 * (one.seats + 2 * two.seats) > one.chamber_seats
    join players as three on three.election_id = one.election_id and three.rank_by_seats > two.rank_by_seats
    where
        one.players <= 60
        and 2 * (one.seats + two.seats) <= one.chamber_seats
        and 2 * (one.seats + two.seats + three.seats) > one.chamber_seats
    union all
    select
        one.election_id,
        one.chamber_seats,
        4,
        one.contestant || ' + ' || two.contestant || ' + ' || three.contestant || ' + ' || four.contestant,
        one.seats + two.seats + three.seats + four.seats
    from players as one
    join players as two
        on two.election_id = one.election_id
        and two.rank_by_seats > one.rank_by_seats
        and 2 * (one.seats + 3 * two.seats) > one.chamber_seats
    join players as three
        on three.election_id = one.election_id
        and three.rank_by_seats > two.rank_by_seats
        and 2 * (one.seats + two.seats + 2 * three.seats) > one.chamber_seats
    join players as four on four.election_id = one.election_id and four.rank_by_seats > three.rank_by_seats
    where
        one.players <= 60
        and 2 * (one.seats + two.seats + three.seats) <= one.chamber_seats
        and 2 * (one.seats + two.seats + three.seats + four.seats) > one.chamber_seats
),
four_largest as (
    select election_id, 2 * sum(seats) > max(chamber_seats) as are_enough, max(players) as players
    from players
    where rank_by_seats <= 4
    group by election_id
),
sums_by_election as (
    select election_id, max(seats_of_all) as seats_of_all
    from contestants_of_chambers
    group by election_id
)
select
    election_context.election_id,
    election_context.election,
    election_context.country,
    election_context.first_polling_on,
    coalitions.members,                                         -- the parties, from the largest down; null: see missing
    cast(coalitions.size as bigint) as size,                    -- number of parties, 1 to 4
    cast(coalitions.seats as bigint) as seats,                  -- their seats together
    cast(coalitions.seats - (floor(coalitions.chamber_seats / 2.0) + 1) as bigint)
        as seats_over,                                          -- seats beyond the smallest majority
    coalitions.seats = min(coalitions.seats) over (partition by election_context.election_id)
        as is_smallest,                                         -- true: none listed has fewer seats
    four_largest.are_enough as are_four_enough,                 -- false: a coalition may need five or more
    case
        when coalitions.members is not null then null
        when election_context.chamber_seats is null then 'the number of seats in the chamber is not known'
        when coalesce(sums_by_election.seats_of_all, 0) < election_context.chamber_seats
        then 'seats not known of the whole chamber'
        when sums_by_election.seats_of_all > election_context.chamber_seats
        then 'the seats add up to more than the chamber'
        when four_largest.election_id is null then 'no party has a seat'
        when four_largest.are_enough and four_largest.players > 60 then 'more than 60 parties'
        else 'no four parties have more than half'
    end as missing
from election_context
left join coalitions on coalitions.election_id = election_context.election_id
left join four_largest on four_largest.election_id = election_context.election_id
left join sums_by_election on sums_by_election.election_id = election_context.election_id
where election_context.body_kind = 'legislature'
order by election_context.election_id, coalitions.size, coalitions.seats, coalitions.members
