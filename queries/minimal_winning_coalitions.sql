-- Who could govern together, with nobody to spare
--
-- Coalitions of up to four parties that have more than half of the seats and would lose it without any one of them.
-- An alliance stands for its members; independents are no party and join none, though their seats count in the
-- chamber. Coalitions of five or more are not listed: where a chamber is so divided that four of its parties are
-- often not enough, the list is short or empty, and are_four_enough says whether the four largest win.
--
-- key:  election_id, members
-- cite: Riker (1962)
with recursive players as (
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
growing as (
    select election_id, contestant as members, 1 as size, seats, chamber, place
    from players
    union all
    select
        growing.election_id,
        growing.members || ' + ' || players.contestant,
        growing.size + 1,
        growing.seats + players.seats,
        growing.chamber,
        players.place
    from growing
    join players
        on players.election_id = growing.election_id
        and players.place > growing.place
    where growing.size < 4 and 2 * growing.seats <= growing.chamber
),
four_largest as (
    select election_id, 2 * sum(seats) > max(chamber) as are_enough
    from players
    where place <= 4
    group by election_id
)
select
    elections.election_id,                                      -- the election
    elections.name as election,                                 -- its name
    growing.members,                                            -- the parties, from the largest down
    cast(growing.size as bigint) as size,                       -- number of parties, 1 to 4
    cast(growing.seats as bigint) as seats,                     -- their seats together
    cast(growing.seats - (floor(growing.chamber / 2.0) + 1) as bigint) as seats_over,  -- seats beyond the smallest majority
    growing.seats = min(growing.seats) over (partition by growing.election_id) as is_smallest,  -- true: none listed has fewer seats
    four_largest.are_enough as are_four_enough                  -- true: the four largest parties have a majority; false: only coalitions of five or more may win
from growing
join elections on elections.election_id = growing.election_id
join four_largest on four_largest.election_id = growing.election_id
where 2 * growing.seats > growing.chamber
order by elections.election_id, growing.size, growing.seats, growing.members
