-- Who came first in every area, and by how much
--
-- Who came first by votes in each area, who second, and by how much. The lines of one candidate on several parties'
-- tickets (an alliance with no row of its own) count together. Independents taken together, blank votes and answers
-- such as "against" are never first. Where nobody's votes are given, the winner is the one with a seat.
--
-- key: election_id, area_id
with places as (
    select election_id, contestant_id, row_number() over (partition by election_id order by contestant_id desc) as place
    from contestants
),
standing as (
    select election_id, return_id, area_id, contestant_id as competitor, kind, votes, seats
    from area_outcomes
    where not is_inside and alliance_contestant_id is null
    union all
    select election_id, return_id, area_id, alliance_contestant_id, 'alliance', cast(sum(votes) as bigint), cast(sum(seats) as bigint)
    from area_outcomes
    where not is_inside and alliance_contestant_id is not null
    group by election_id, return_id, area_id, alliance_contestant_id
),
ranked as (  -- strength is votes and, among equals, the order of ids, in one number that a maximum finds without a sort
    select standing.*, case when standing.kind not in ('independents', 'option') then standing.votes * 1000000 + places.place end as strength
    from standing
    join places on places.contestant_id = standing.competitor
),
firsts as (
    select
        election_id,
        return_id,
        area_id,
        sum(case when kind <> 'option' then votes end) as all_votes,
        max(case when kind not in ('independents', 'option') then votes end) as votes,
        max(strength) as strength,
        min(case when seats > 0 then competitor end) as elected,
        count(case when kind not in ('independents', 'option') then 1 end) as competitors
    from ranked
    group by election_id, return_id, area_id
),
sums as (
    select
        firsts.election_id,
        firsts.return_id,
        firsts.area_id,
        max(firsts.all_votes) as all_votes,
        max(firsts.votes) as votes,
        max(firsts.strength - 1000000 * firsts.votes) as place,
        max(firsts.elected) as elected,
        max(firsts.competitors) as competitors,
        max(others.votes) as second_votes,
        max(others.strength) - 1000000 * max(others.votes) as second_place
    from firsts
    left join ranked as others
        on others.election_id = firsts.election_id
        and others.area_id = firsts.area_id
        and others.strength < firsts.strength
    group by firsts.election_id, firsts.return_id, firsts.area_id
),
named as (
    select sums.*, winners.contestant_id as winner, runners_up.contestant_id as runner_up
    from sums
    left join places as winners on winners.election_id = sums.election_id and winners.place = sums.place
    left join places as runners_up on runners_up.election_id = sums.election_id and runners_up.place = sums.second_place
)
select
    named.election_id,                                          -- the election
    elections.name as election,                                 -- its name
    countries.name as country,                                  -- where it was held
    elections.first_polling_on,                                 -- main polling day
    named.area_id,                                              -- the area
    areas.name as area,                                         -- its name
    areas.kind as level,                                        -- what sort of unit it is
    coalesce(named.winner, named.elected) as contestant_id,     -- who came first; the first by name of those who tie; null: not known
    winners.label as contestant,                                -- its name
    cast(named.votes as bigint) as votes,                       -- its votes; null: the source does not say
    named.runner_up as second_contestant_id,                    -- who came second, or is level with the first; null: nobody
    runners_up.label as second_contestant,                      -- its name
    cast(named.second_votes as bigint) as second_votes,         -- its votes
    cast(named.votes - named.second_votes as bigint) as margin_votes,  -- votes between first and second; 0 for a tie; null: nobody second, or not known
    cast(round(cast(100.0 * (named.votes - named.second_votes) / nullif(coalesce(area_ballots.valid_votes, named.all_votes), 0) as decimal(18, 6)), 2) as double)
        as margin_pp,                                           -- the same per 100 valid votes
    cast(coalesce(area_ballots.valid_votes, named.all_votes) as bigint) as valid_votes,  -- valid votes of the area or, where none are given, the votes of all who are named
    coalesce(named.votes = named.second_votes, false) as is_tied,  -- true when another is level with the first
    cast(named.competitors as bigint) as competitors,           -- contestants there
    case
        when named.votes is null and named.elected is not null and named.competitors = 1 then 'elected unopposed'
        when named.votes is null then 'no votes by contestant'
        when named.second_votes is null then 'nobody else stood'
    end as missing                                              -- why there is no margin; null when there is one
from named
join elections on elections.election_id = named.election_id
join bodies on bodies.body_id = elections.body_id
join countries on countries.country_id = bodies.country_id
join areas on areas.area_id = named.area_id
left join contestants as winners
    on winners.election_id = named.election_id
    and winners.contestant_id = coalesce(named.winner, named.elected)
left join contestants as runners_up
    on runners_up.election_id = named.election_id
    and runners_up.contestant_id = named.runner_up
left join area_ballots
    on area_ballots.election_id = named.election_id
    and area_ballots.return_id = named.return_id
    and area_ballots.area_id = named.area_id
order by named.election_id, areas.kind, named.area_id
