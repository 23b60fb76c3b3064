-- Who came first in every area, and by how much
--
-- Who came first by votes in each area, who second, and by how much. The lines of one candidate on several parties'
-- tickets (an alliance with no row of its own) count together. Independents taken together, blank votes and answers
-- such as "against" are never first. Where nobody's votes are given, the winner is the one with a seat.
--
-- key: election_id, area_id
with places as (
    select election_id, contestant_id, contestant, kind, row_number() over (partition by election_id order by contestant_id desc) as place
    from contestants
),
standing as (
    select election_id, area_id, rank, contestant_id as competitor, votes, seats
    from area_standings
    where not is_inside and alliance_contestant_id is null
    union all
    select election_id, area_id, max(rank), alliance_contestant_id, cast(sum(votes) as bigint), cast(sum(seats) as bigint)
    from area_standings
    where not is_inside and alliance_contestant_id is not null
    group by election_id, area_id, alliance_contestant_id
),
ranked as (  -- strength is votes and, among equals, the order of ids, in one number that a maximum finds without a sort
    select
        standing.election_id,
        standing.area_id,
        standing.rank,
        standing.votes,
        places.kind,
        case when standing.seats > 0 then places.place end as elected_place,
        case when places.kind not in ('independents', 'option') then standing.votes * 1000000 + places.place end as strength
    from standing
    join places
        on places.election_id = standing.election_id
        and places.contestant_id = standing.competitor
),
firsts as (
    select election_id, area_id, max(strength) as strength
    from ranked
    group by election_id, area_id
),
sums as (
    select
        firsts.election_id,
        firsts.area_id,
        max(ranked.rank) as rank,
        sum(case when ranked.kind <> 'option' then ranked.votes end) as all_votes,
        count(case when ranked.kind not in ('independents', 'option') then 1 end) as competitors,
        max(ranked.elected_place) as elected_place,
        max(case when ranked.strength = firsts.strength then ranked.votes end) as votes,
        max(ranked.strength) as strength,
        max(case when ranked.strength < firsts.strength then ranked.votes end) as second_votes,
        max(case when ranked.strength < firsts.strength then ranked.strength end) as second_strength
    from firsts
    join ranked
        on ranked.election_id = firsts.election_id
        and ranked.area_id = firsts.area_id
    group by firsts.election_id, firsts.area_id
),
named as (
    select
        sums.*,
        returns.return_id,
        coalesce(sums.strength - 1000000 * sums.votes, sums.elected_place) as place,
        sums.second_strength - 1000000 * sums.second_votes as second_place
    from sums
    join returns on returns.election_id = sums.election_id and returns.rank = sums.rank
)
select
    named.election_id,                                          -- the election
    elections.election,                                 -- its name
    countries.country,                                  -- where it was held
    elections.first_polling_on,                                 -- main polling day
    named.area_id,                                              -- the area
    areas.area,                                         -- its name
    areas.kind as level,                                        -- what sort of unit it is
    winners.contestant_id,                                      -- who came first; the first by name of those who tie; null: not known
    winners.contestant,                                -- its name
    cast(named.votes as bigint) as votes,                       -- its votes; null: the source does not say
    runners_up.contestant_id as second_contestant_id,           -- who came second, or is level with the first; null: nobody
    runners_up.contestant as second_contestant,                      -- its name
    cast(named.second_votes as bigint) as second_votes,         -- its votes
    cast(named.votes - named.second_votes as bigint) as margin_votes,  -- votes between first and second; 0 for a tie; null: nobody second, or not known
    cast(round(cast(100.0 * (named.votes - named.second_votes) / nullif(coalesce(area_ballots.valid_votes, named.all_votes), 0) as decimal(18, 6)), 2) as double)
        as margin_pp,                                           -- the same per 100 valid votes
    cast(coalesce(area_ballots.valid_votes, named.all_votes) as bigint) as valid_votes,  -- valid votes of the area or, where none are given, the votes of all who are named
    coalesce(named.votes = named.second_votes, false) as is_tied,  -- true when another is level with the first
    cast(named.competitors as bigint) as competitors,           -- contestants there
    case
        when named.votes is null and named.place is not null and named.competitors = 1 then 'elected unopposed'
        when named.votes is null then 'no votes by contestant'
        when named.second_votes is null then 'nobody else stood'
    end as missing                                              -- why there is no margin; null when there is one
from named
join elections on elections.election_id = named.election_id
join bodies on bodies.body_id = elections.body_id
join countries on countries.country_id = bodies.country_id
join areas on areas.area_id = named.area_id
left join places as winners on winners.election_id = named.election_id and winners.place = named.place
left join places as runners_up on runners_up.election_id = named.election_id and runners_up.place = named.second_place
left join area_ballots
    on area_ballots.election_id = named.election_id
    and area_ballots.return_id = named.return_id
    and area_ballots.area_id = named.area_id
order by named.election_id, areas.kind, named.area_id
