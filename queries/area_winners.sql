-- Winner and margin in every area
--
-- Who came first by votes in each area, who second, and by how much. The lines of one candidate on several parties'
-- tickets (an alliance with no row of its own) count together. Independents taken together, blank votes and answers
-- such as "against" are never first. Where nobody's votes are given, the winner is the one with a seat.
--
-- key: election_id, area_id
with competitors as (
    select election_id, return_id, area_id, area, level, contestant_id as competitor, kind, votes, seats
    from area_outcomes
    where not is_inside and alliance_contestant_id is null
    union all
    select election_id, return_id, area_id, area, level, alliance_contestant_id, 'alliance', cast(sum(votes) as bigint), cast(sum(seats) as bigint)
    from area_outcomes
    where not is_inside and alliance_contestant_id is not null
    group by election_id, return_id, area_id, area, level, alliance_contestant_id
),
firsts as (
    select
        election_id,
        return_id,
        area_id,
        area,
        level,
        sum(case when kind <> 'option' then votes end) as all_votes,
        max(case when kind not in ('independents', 'option') then votes end) as votes,
        min(case when seats > 0 then competitor end) as elected,
        count(case when kind not in ('independents', 'option') then 1 end) as competitors
    from competitors
    group by election_id, return_id, area_id, area, level
),
seconds as (
    select
        firsts.election_id,
        firsts.area_id,
        min(case when competitors.votes = firsts.votes then competitors.competitor end) as winner,
        count(case when competitors.votes = firsts.votes then 1 end) as tied,
        max(case when competitors.votes < firsts.votes then competitors.votes end) as votes
    from firsts
    join competitors
        on competitors.election_id = firsts.election_id
        and competitors.area_id = firsts.area_id
        and competitors.kind not in ('independents', 'option')
    group by firsts.election_id, firsts.area_id
),
runners_up as (
    select seconds.election_id, seconds.area_id, min(competitors.competitor) as competitor
    from seconds
    join competitors
        on competitors.election_id = seconds.election_id
        and competitors.area_id = seconds.area_id
        and competitors.votes = seconds.votes
        and competitors.kind not in ('independents', 'option')
    group by seconds.election_id, seconds.area_id
)
select
    firsts.election_id,                                         -- the election
    elections.name as election,                                 -- its name
    firsts.area_id,                                             -- the area
    firsts.area,                                                -- its name
    firsts.level,                                               -- what sort of unit it is
    coalesce(seconds.winner, firsts.elected) as contestant_id,  -- who came first; the first by name of those who tie; null: not known
    winners.label as contestant,                                -- its name
    cast(firsts.votes as bigint) as votes,                      -- its votes; null: the source does not say
    runners_up.competitor as second_contestant_id,              -- who came second; null: nobody
    second_ones.label as second_contestant,                     -- its name
    cast(seconds.votes as bigint) as second_votes,              -- its votes
    cast(case when seconds.tied > 1 then 0 else firsts.votes - seconds.votes end as bigint) as margin_votes,  -- votes between first and second; 0 for a tie; null: nobody second, or not known
    cast(round(cast(100.0 * case when seconds.tied > 1 then 0 else firsts.votes - seconds.votes end / nullif(coalesce(area_ballots.valid_votes, firsts.all_votes), 0) as decimal(18, 6)), 2) as double)
        as margin_pp,                                           -- the same per 100 valid votes
    cast(coalesce(area_ballots.valid_votes, firsts.all_votes) as bigint) as valid_votes,  -- valid votes of the area or, where none are given, the votes of all who are named
    seconds.tied > 1 as is_tied,                                -- true when another is level with the first
    cast(firsts.competitors as bigint) as competitors,          -- contestants there
    case
        when firsts.votes is null and firsts.elected is not null and firsts.competitors = 1 then 'elected unopposed'
        when firsts.votes is null then 'no votes by contestant'
        when seconds.votes is null and seconds.tied = 1 then 'nobody else stood'
    end as missing                                              -- why there is no margin; null when there is one
from firsts
join elections on elections.election_id = firsts.election_id
left join seconds on seconds.election_id = firsts.election_id and seconds.area_id = firsts.area_id
left join runners_up on runners_up.election_id = firsts.election_id and runners_up.area_id = firsts.area_id
left join contestants as winners
    on winners.election_id = firsts.election_id
    and winners.contestant_id = coalesce(seconds.winner, firsts.elected)
left join contestants as second_ones
    on second_ones.election_id = firsts.election_id
    and second_ones.contestant_id = runners_up.competitor
left join area_ballots
    on area_ballots.election_id = firsts.election_id
    and area_ballots.return_id = firsts.return_id
    and area_ballots.area_id = firsts.area_id
order by firsts.election_id, firsts.level, firsts.area_id
