-- Who is new and who is gone
--
-- Who stands now and continues nobody of the previous election, and who stood then and is continued by nobody now.
--
-- key: election_id, contestant_id
with elections_with_before as (
    select elections.election_id, elections.name, predecessors.previous_election_id
    from elections
    join bodies on bodies.body_id = elections.body_id and bodies.kind = 'legislature'
    join predecessors on predecessors.election_id = elections.election_id
)
select
    elections_with_before.election_id,                          -- the election
    elections_with_before.name as election,                     -- its name
    'newcomer' as change,                                       -- newcomer: stands now only; leaver: stood before only
    outcomes.contestant_id,                                     -- the contestant, of this election or of the previous one
    outcomes.contestant,                                        -- its name
    outcomes.kind,                                              -- party list, alliance, joint list or independents
    outcomes.vote_share_pct,                                    -- votes per 100 of its share's base, then or now; null: not known
    outcomes.seats                                              -- seats, then or now; null: not known
from elections_with_before
join outcomes on outcomes.election_id = elections_with_before.election_id
left join continuity
    on continuity.election_id = outcomes.election_id
    and continuity.contestant_id = outcomes.contestant_id
    and continuity.reading = 'like for like'
where continuity.contestant_id is null and outcomes.alliance_contestant_id is null
union all
select
    elections_with_before.election_id,
    elections_with_before.name,
    'leaver',
    outcomes.contestant_id,
    outcomes.contestant,
    outcomes.kind,
    outcomes.vote_share_pct,
    outcomes.seats
from elections_with_before
join outcomes on outcomes.election_id = elections_with_before.previous_election_id
left join continuity
    on continuity.election_id = elections_with_before.election_id
    and continuity.previous_contestant_id = outcomes.contestant_id
    and continuity.reading = 'like for like'
where continuity.contestant_id is null and outcomes.alliance_contestant_id is null
order by election_id, change, seats desc nulls last, contestant_id
