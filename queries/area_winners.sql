-- Who came first in every area, and by how much
--
-- Who came first by votes in each area, who second, and by how much. The lines of one candidate on several parties'
-- tickets (an alliance with no row of its own) count together. Independents taken together, blank votes and answers
-- such as "against" are never first. Where nobody's votes are given, the winner is the one with a seat.
--
-- key: election_id, area_id
with standing as (
    select election_id, return_id, area_id, contestant_id as competitor, kind, votes, seats
    from area_outcomes
    where not is_inside and alliance_contestant_id is null
    union all
    select election_id, return_id, area_id, alliance_contestant_id, 'alliance', cast(sum(votes) as bigint), cast(sum(seats) as bigint)
    from area_outcomes
    where not is_inside and alliance_contestant_id is not null
    group by election_id, return_id, area_id, alliance_contestant_id
),
placed as (
    select
        standing.*,
        kind not in ('independents', 'option') as is_eligible,
        row_number() over (
            partition by election_id, area_id
            order by case when kind in ('independents', 'option') then 1 else 0 end, votes desc nulls last, competitor
        ) as place
    from standing
),
sums as (
    select
        election_id,
        return_id,
        area_id,
        sum(case when kind <> 'option' then votes end) as all_votes,
        max(case when place = 1 and is_eligible then votes end) as votes,
        min(case when place = 1 and is_eligible and votes is not null then competitor end) as winner,
        min(case when seats > 0 then competitor end) as elected,
        max(case when place = 2 and is_eligible then votes end) as second_votes,
        min(case when place = 2 and is_eligible and votes is not null then competitor end) as runner_up,
        count(case when is_eligible then 1 end) as competitors
    from placed
    group by election_id, return_id, area_id
)
select
    sums.election_id,                                           -- the election
    elections.name as election,                                 -- its name
    sums.area_id,                                               -- the area
    areas.name as area,                                         -- its name
    areas.kind as level,                                        -- what sort of unit it is
    coalesce(sums.winner, sums.elected) as contestant_id,       -- who came first; the first by name of those who tie; null: not known
    winners.label as contestant,                                -- its name
    cast(sums.votes as bigint) as votes,                        -- its votes; null: the source does not say
    sums.runner_up as second_contestant_id,                     -- who came second, or is level with the first; null: nobody
    runners_up.label as second_contestant,                      -- its name
    cast(sums.second_votes as bigint) as second_votes,          -- its votes
    cast(sums.votes - sums.second_votes as bigint) as margin_votes,  -- votes between first and second; 0 for a tie; null: nobody second, or not known
    cast(round(cast(100.0 * (sums.votes - sums.second_votes) / nullif(coalesce(area_ballots.valid_votes, sums.all_votes), 0) as decimal(18, 6)), 2) as double)
        as margin_pp,                                           -- the same per 100 valid votes
    cast(coalesce(area_ballots.valid_votes, sums.all_votes) as bigint) as valid_votes,  -- valid votes of the area or, where none are given, the votes of all who are named
    coalesce(sums.votes = sums.second_votes, false) as is_tied, -- true when another is level with the first
    cast(sums.competitors as bigint) as competitors,            -- contestants there
    case
        when sums.votes is null and sums.elected is not null and sums.competitors = 1 then 'elected unopposed'
        when sums.votes is null then 'no votes by contestant'
        when sums.second_votes is null then 'nobody else stood'
    end as missing                                              -- why there is no margin; null when there is one
from sums
join elections on elections.election_id = sums.election_id
join areas on areas.area_id = sums.area_id
left join contestants as winners
    on winners.election_id = sums.election_id
    and winners.contestant_id = coalesce(sums.winner, sums.elected)
left join contestants as runners_up
    on runners_up.election_id = sums.election_id
    and runners_up.contestant_id = sums.runner_up
left join area_ballots
    on area_ballots.election_id = sums.election_id
    and area_ballots.return_id = sums.return_id
    and area_ballots.area_id = sums.area_id
order by sums.election_id, areas.kind, sums.area_id
