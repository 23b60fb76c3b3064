-- Entries on the ballot now and before
--
-- Every contestant of an election and, under the id of the same election, those of the election before it, where the
-- two are alike (election_context). Comparisons are made of these two halves: both carry one election_id, so that
-- asking for one election reads that election and the one before it, and no other. standings adds the figures, families
-- says who continues whom. No figure of the whole country is about the rows with is_local; see area_outcomes.
--
-- key: election_id, is_previous, contestant_id
-- kept: as a table, because questions about change read it, and each would take longer to plan than to answer
with elections_now_and_before as (
    select
        election_id,
        false as is_previous,
        election_id as stood_in_election_id,
        seats as seats_at_stake,
        votes_per_ballot
    from elections
    union all
    select
        election_context.election_id,
        true,
        election_context.previous_election_id,
        elections.seats,
        elections.votes_per_ballot
    from election_context
    join elections on elections.election_id = election_context.previous_election_id
),
party_ids_by_contestant as (
    select
        elections_now_and_before.election_id,
        elections_now_and_before.is_previous,
        contestant_parties.contestant_id,
        string_agg(contestant_parties.party_id, ' ' order by contestant_parties.party_id) as party_ids
    from elections_now_and_before
    join contestants on contestants.election_id = elections_now_and_before.stood_in_election_id
    join contestant_parties on contestant_parties.contestant_id = contestants.contestant_id
    group by
        elections_now_and_before.election_id,
        elections_now_and_before.is_previous,
        contestant_parties.contestant_id
),
contestants_with_results as (
    select distinct
        elections_now_and_before.election_id,
        elections_now_and_before.is_previous,
        results.contestant_id
    from elections_now_and_before
    join results on results.election_id = elections_now_and_before.stood_in_election_id
),
entries_with_identity as (
    select
        elections_now_and_before.election_id,
        elections_now_and_before.is_previous,
        elections_now_and_before.stood_in_election_id,
        elections_now_and_before.seats_at_stake,
        elections_now_and_before.votes_per_ballot,
        contestants.contestant_id,
        contestants.contestant,
        contestants.kind,
        contestants.is_valid,
        case contestants.kind
            when 'independents' then 'independents'
            when 'others' then 'others'
            when 'alliance' then contestants.contestant
            else coalesce(party_ids_by_contestant.party_ids, contestants.contestant)
        end as identity,
        contestants_with_results.contestant_id is not null as has_results,
        contestants_with_results.contestant_id is null
        and (
            contestants.kind = 'candidate'
            or count(contestants_with_results.contestant_id) over (
                partition by elections_now_and_before.election_id, elections_now_and_before.is_previous
            ) = 0
        ) as is_local,
        alliances.contestant_id as alliance_contestant_id,
        alliances.contestant as alliance
    from elections_now_and_before
    join contestants on contestants.election_id = elections_now_and_before.stood_in_election_id
    left join party_ids_by_contestant
        on party_ids_by_contestant.election_id = elections_now_and_before.election_id
        and party_ids_by_contestant.is_previous = elections_now_and_before.is_previous
        and party_ids_by_contestant.contestant_id = contestants.contestant_id
    left join contestants_with_results
        on contestants_with_results.election_id = elections_now_and_before.election_id
        and contestants_with_results.is_previous = elections_now_and_before.is_previous
        and contestants_with_results.contestant_id = contestants.contestant_id
    left join alliance_members
        on alliance_members.election_id = elections_now_and_before.stood_in_election_id
        and alliance_members.contestant_id = contestants.contestant_id
    left join contestants as alliances
        on alliances.election_id = elections_now_and_before.stood_in_election_id
        and alliances.contestant_id = alliance_members.alliance_contestant_id
)
select
    election_id,
    is_previous,                                                -- true: an entry of the previous election
    stood_in_election_id,                                       -- the election it stood in
    votes_per_ballot,                                           -- votes that one ballot can hold there
    seats_at_stake,                                             -- members elected there; null: an office, or not known
    contestant_id,
    contestant,
    kind,
    is_valid,                                                   -- false: its votes are not among the valid votes
    identity,
    count(case when is_previous then 1 end) over same_identity > 1
    or count(case when not is_previous then 1 end) over same_identity > 1
        as has_twin,                                            -- true: another entry has the same identity
    has_results,                                                -- true: a return has a row for it
    is_local,                                                   -- true: stood in a part of the country only
    alliance_contestant_id,
    alliance
from entries_with_identity
window same_identity as (partition by election_id, identity)
order by election_id, is_previous, contestant_id
