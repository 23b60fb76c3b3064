-- Entries on the ballot now and before
--
-- Every contestant of an election and, under the id of the same election, those of the election before it. Comparisons
-- are made of these two halves: both carry one election_id, so that asking for one election reads that election and
-- the one before it, and no other. standings adds the figures, continuity says who continues whom.
--
-- key: election_id, is_previous, contestant_id
with told as (
    select election_id, false as is_previous, election_id as stood_in_election_id
    from elections
    union all
    select election_id, true, previous_election_id
    from predecessors
),
party_sets as (
    select told.election_id, told.is_previous, contestant_parties.contestant_id, string_agg(contestant_parties.party_id, ' ' order by contestant_parties.party_id) as party_ids
    from told
    join contestants on contestants.election_id = told.stood_in_election_id
    join contestant_parties on contestant_parties.contestant_id = contestants.contestant_id
    group by told.election_id, told.is_previous, contestant_parties.contestant_id
),
with_results as (
    select distinct told.election_id, told.is_previous, results.contestant_id
    from told
    join results on results.election_id = told.stood_in_election_id
)
select
    told.election_id,                                           -- the election
    told.is_previous,                                           -- false: it stood in this election; true: in the one before it
    told.stood_in_election_id,                                  -- the election it stood in
    contestants.contestant_id,                                  -- the contestant
    contestants.contestant,                            -- its name as printed
    contestants.kind,                                           -- party list, alliance, joint list, independents, candidate or option
    case contestants.kind
        when 'independents' then 'independents'
        when 'alliance' then contestants.contestant
        else coalesce(party_sets.party_ids, contestants.contestant)
    end as identity,                                            -- the same at each election in which this contestant stood: its parties, an alliance's name, or all independents together
    with_results.contestant_id is null
    and (contestants.kind = 'candidate' or count(with_results.contestant_id) over (partition by told.election_id, told.is_previous) = 0)
        as is_local,                                            -- true: stood in a part of the country, and no figure of the whole is about it; see area_outcomes
    alliances.contestant_id as alliance_contestant_id,          -- alliance in whose row it is counted too; null when it stands for itself
    alliances.contestant as alliance                                 -- that alliance's name
from told
join contestants on contestants.election_id = told.stood_in_election_id
left join party_sets
    on party_sets.election_id = told.election_id
    and party_sets.is_previous = told.is_previous
    and party_sets.contestant_id = contestants.contestant_id
left join with_results
    on with_results.election_id = told.election_id
    and with_results.is_previous = told.is_previous
    and with_results.contestant_id = contestants.contestant_id
left join alliance_members
    on alliance_members.election_id = told.stood_in_election_id
    and alliance_members.contestant_id = contestants.contestant_id
left join contestants as alliances
    on alliances.election_id = told.stood_in_election_id
    and alliances.contestant_id = alliance_members.alliance_contestant_id
order by told.election_id, told.is_previous, contestants.contestant_id
