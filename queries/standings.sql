-- Standings now and before
--
-- The figures of every contestant of an election and, under the id of the same election, of those of the election
-- before it. Comparisons are made of these two halves: both carry one election_id, so that asking for one election
-- reads that election and the one before it, and no other. outcomes is the half that is not previous, and says how
-- the figures are chosen.
--
-- key: election_id, is_previous, contestant_id
with told as (
    select election_id, false as is_previous, election_id as told_election_id
    from elections
    union all
    select election_id, true, previous_election_id
    from predecessors
),
votes_used as (
    select
        told.election_id,
        told.is_previous,
        results.contestant_id,
        results.votes,
        coalesce(results.vote_share_pct, cast(round(cast(100.0 * results.votes / nullif(returns.valid_votes, 0) as decimal(18, 6)), 2) as decimal(18, 2))) as vote_share_pct,
        case
            when results.vote_share_pct is not null then returns.share_base
            when results.votes is not null and returns.valid_votes > 0 then 'valid votes'
        end as share_base,
        case
            when results.vote_share_pct is not null then 'printed'
            when results.votes is not null and returns.valid_votes > 0 then 'computed'
        end as share_origin,
        returns.return_id,
        returns.source_id,
        returns.stage
    from told
    join results on results.election_id = told.told_election_id
    join returns on returns.election_id = told.told_election_id and returns.return_id = results.return_id
    where returns.rank is not null and (results.votes is not null or results.vote_share_pct is not null)
    qualify row_number() over (partition by told.election_id, told.is_previous, results.contestant_id order by returns.rank) = 1
),
seats_used as (
    select
        told.election_id,
        told.is_previous,
        results.contestant_id,
        results.seats,
        returns.return_id,
        returns.source_id,
        returns.stage
    from told
    join results on results.election_id = told.told_election_id
    join returns on returns.election_id = told.told_election_id and returns.return_id = results.return_id
    where returns.rank is not null and results.seats is not null
    qualify row_number() over (partition by told.election_id, told.is_previous, results.contestant_id order by returns.rank) = 1
),
added_up as (
    select
        told.election_id,
        told.is_previous,
        alliance_members.alliance_contestant_id as contestant_id,
        case when count(votes_used.votes) = count(*) then sum(votes_used.votes) end as votes,
        case when count(votes_used.vote_share_pct) = count(*) and min(votes_used.share_base) = max(votes_used.share_base) then sum(votes_used.vote_share_pct) end as vote_share_pct,
        min(votes_used.share_base) as share_base,
        case when min(votes_used.return_id) = max(votes_used.return_id) then min(votes_used.return_id) end as votes_return_id,
        case when min(votes_used.source_id) = max(votes_used.source_id) then min(votes_used.source_id) end as votes_source_id,
        case when min(votes_used.stage) = max(votes_used.stage) then min(votes_used.stage) end as votes_stage,
        case when count(seats_used.seats) = count(*) then sum(seats_used.seats) end as seats,
        case when min(seats_used.return_id) = max(seats_used.return_id) then min(seats_used.return_id) end as seats_return_id,
        case when min(seats_used.source_id) = max(seats_used.source_id) then min(seats_used.source_id) end as seats_source_id,
        case when min(seats_used.stage) = max(seats_used.stage) then min(seats_used.stage) end as seats_stage
    from told
    join alliance_members on alliance_members.election_id = told.told_election_id
    left join votes_used
        on votes_used.election_id = told.election_id
        and votes_used.is_previous = told.is_previous
        and votes_used.contestant_id = alliance_members.contestant_id
    left join seats_used
        on seats_used.election_id = told.election_id
        and seats_used.is_previous = told.is_previous
        and seats_used.contestant_id = alliance_members.contestant_id
    group by told.election_id, told.is_previous, alliance_members.alliance_contestant_id
),
with_results as (
    select distinct told.election_id, told.is_previous
    from told
    join results on results.election_id = told.told_election_id
),
party_sets as (
    select told.election_id, told.is_previous, contestant_parties.contestant_id, string_agg(contestant_parties.party_id, ' ' order by contestant_parties.party_id) as party_ids
    from told
    join contestants on contestants.election_id = told.told_election_id
    join contestant_parties on contestant_parties.contestant_id = contestants.contestant_id
    group by told.election_id, told.is_previous, contestant_parties.contestant_id
)
select
    told.election_id,                                           -- the election
    told.is_previous,                                           -- false: the contestant stood in it; true: in the election before it
    contestants.contestant_id,                                  -- the contestant
    contestants.label as contestant,                            -- its name as printed
    contestants.kind,                                           -- party list, alliance, joint list, independents, candidate or option
    case contestants.kind
        when 'independents' then 'independents'
        when 'alliance' then contestants.label
        else coalesce(party_sets.party_ids, contestants.label)
    end as identity,                                            -- the same at each election in which this contestant stood: its parties, an alliance's name, or all independents together
    votes_used.contestant_id is null and seats_used.contestant_id is null and added_up.votes is null and added_up.vote_share_pct is null and added_up.seats is null and (contestants.kind = 'candidate' or with_results.election_id is null)
        as is_local,                                            -- true: stood in a part of the country, and no figure of the whole is about it; see area_outcomes
    alliances.contestant_id as alliance_contestant_id,          -- alliance in whose row it is counted too; null when it stands for itself
    alliances.label as alliance,                                -- that alliance's name
    cast(case when votes_used.contestant_id is not null then votes_used.votes else added_up.votes end as bigint) as votes,  -- votes it won; null: no source says
    cast(case when votes_used.contestant_id is not null then votes_used.vote_share_pct else added_up.vote_share_pct end as double) as vote_share_pct,  -- votes per 100 of share_base; null: no source says
    case when votes_used.contestant_id is not null then votes_used.share_base when added_up.vote_share_pct is not null then added_up.share_base end as share_base,  -- what the share is a share of: valid votes, all ballots or other
    case when votes_used.contestant_id is not null then votes_used.share_origin when added_up.vote_share_pct is not null then 'added up' end as share_origin,  -- whether the source prints the share, it was computed from votes, or it is the sum of an alliance's members
    case when votes_used.contestant_id is not null then votes_used.return_id when coalesce(added_up.votes, added_up.vote_share_pct) is not null then added_up.votes_return_id end as votes_return_id,  -- return that gives votes and share
    case when votes_used.contestant_id is not null then votes_used.source_id when coalesce(added_up.votes, added_up.vote_share_pct) is not null then added_up.votes_source_id end as votes_source_id,  -- source of that return
    case when votes_used.contestant_id is not null then votes_used.stage when coalesce(added_up.votes, added_up.vote_share_pct) is not null then added_up.votes_stage end as votes_stage,  -- stage of that return
    cast(coalesce(seats_used.seats, added_up.seats) as bigint) as seats,  -- seats it won; null: no source says
    case when seats_used.seats is not null then 'printed' when added_up.seats is not null then 'added up' end as seats_origin,  -- whether the source prints the seats, or they are the sum of an alliance's members
    case when seats_used.seats is not null then seats_used.return_id when added_up.seats is not null then added_up.seats_return_id end as seats_return_id,  -- return that gives the seats
    case when seats_used.seats is not null then seats_used.source_id when added_up.seats is not null then added_up.seats_source_id end as seats_source_id,  -- source of that return
    case when seats_used.seats is not null then seats_used.stage when added_up.seats is not null then added_up.seats_stage end as seats_stage  -- stage of that return
from told
join contestants on contestants.election_id = told.told_election_id
left join alliance_members
    on alliance_members.election_id = told.told_election_id
    and alliance_members.contestant_id = contestants.contestant_id
left join contestants as alliances
    on alliances.election_id = told.told_election_id
    and alliances.contestant_id = alliance_members.alliance_contestant_id
left join with_results
    on with_results.election_id = told.election_id
    and with_results.is_previous = told.is_previous
left join party_sets
    on party_sets.election_id = told.election_id
    and party_sets.is_previous = told.is_previous
    and party_sets.contestant_id = contestants.contestant_id
left join votes_used
    on votes_used.election_id = told.election_id
    and votes_used.is_previous = told.is_previous
    and votes_used.contestant_id = contestants.contestant_id
left join seats_used
    on seats_used.election_id = told.election_id
    and seats_used.is_previous = told.is_previous
    and seats_used.contestant_id = contestants.contestant_id
left join added_up
    on added_up.election_id = told.election_id
    and added_up.is_previous = told.is_previous
    and added_up.contestant_id = contestants.contestant_id
order by told.election_id, told.is_previous, contestants.contestant_id
