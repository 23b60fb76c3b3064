-- Standings now and before
--
-- The figures of every contestant of an election and, under the id of the same election, of those of the election
-- before it. outcomes is the half that is not previous, and says how the figures are chosen.
--
-- key: election_id, is_previous, contestant_id
with used as (
    select
        results.election_id,
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
        case when results.votes is not null or results.vote_share_pct is not null then returns.return_id end as votes_return_id,
        results.seats,
        case when results.seats is not null then returns.return_id end as seats_return_id,
        returns.source_id,
        returns.stage,
        returns.rank
    from results
    join returns on returns.election_id = results.election_id and returns.return_id = results.return_id
    where returns.rank is not null
),
placed as (
    select
        entries.*,
        used.votes,
        used.vote_share_pct,
        used.share_base,
        used.share_origin,
        used.votes_return_id,
        used.seats,
        used.seats_return_id,
        used.source_id,
        used.stage,
        row_number() over (
            partition by entries.election_id, entries.is_previous, entries.contestant_id
            order by case when used.votes_return_id is null then 1 else 0 end, used.rank
        ) as place_by_votes,
        row_number() over (
            partition by entries.election_id, entries.is_previous, entries.contestant_id
            order by case when used.seats_return_id is null then 1 else 0 end, used.rank
        ) as place_by_seats
    from entries
    left join used on used.election_id = entries.stood_in_election_id and used.contestant_id = entries.contestant_id
),
own as (
    select
        election_id,
        is_previous,
        contestant_id,
        contestant,
        kind,
        identity,
        is_local,
        alliance_contestant_id,
        alliance,
        max(case when place_by_votes = 1 then votes end) as votes,
        max(case when place_by_votes = 1 then vote_share_pct end) as vote_share_pct,
        max(case when place_by_votes = 1 then share_base end) as share_base,
        max(case when place_by_votes = 1 then share_origin end) as share_origin,
        max(case when place_by_votes = 1 then votes_return_id end) as votes_return_id,
        max(case when place_by_votes = 1 and votes_return_id is not null then source_id end) as votes_source_id,
        max(case when place_by_votes = 1 and votes_return_id is not null then stage end) as votes_stage,
        max(case when place_by_seats = 1 then seats end) as seats,
        max(case when place_by_seats = 1 then seats_return_id end) as seats_return_id,
        max(case when place_by_seats = 1 and seats_return_id is not null then source_id end) as seats_source_id,
        max(case when place_by_seats = 1 and seats_return_id is not null then stage end) as seats_stage
    from placed
    group by election_id, is_previous, contestant_id, contestant, kind, identity, is_local, alliance_contestant_id, alliance
),
families as (
    select
        own.*,
        own.alliance_contestant_id is null and count(own.votes) over family = count(own.alliance_contestant_id) over family as adds_up_votes,
        own.alliance_contestant_id is null and count(own.vote_share_pct) over family = count(own.alliance_contestant_id) over family and min(own.share_base) over family = max(own.share_base) over family as adds_up_shares,
        own.alliance_contestant_id is null and count(own.seats) over family = count(own.alliance_contestant_id) over family as adds_up_seats,
        sum(own.votes) over family as family_votes,
        sum(own.vote_share_pct) over family as family_share_pct,
        min(own.share_base) over family as family_share_base,
        sum(own.seats) over family as family_seats,
        case when min(own.votes_return_id) over family = max(own.votes_return_id) over family then min(own.votes_return_id) over family end as family_votes_return_id,
        case when min(own.votes_source_id) over family = max(own.votes_source_id) over family then min(own.votes_source_id) over family end as family_votes_source_id,
        case when min(own.votes_stage) over family = max(own.votes_stage) over family then min(own.votes_stage) over family end as family_votes_stage,
        case when min(own.seats_return_id) over family = max(own.seats_return_id) over family then min(own.seats_return_id) over family end as family_seats_return_id,
        case when min(own.seats_source_id) over family = max(own.seats_source_id) over family then min(own.seats_source_id) over family end as family_seats_source_id,
        case when min(own.seats_stage) over family = max(own.seats_stage) over family then min(own.seats_stage) over family end as family_seats_stage
    from own
    window family as (partition by own.election_id, own.is_previous, coalesce(own.alliance_contestant_id, own.contestant_id))
),
summed as (
    select
        families.*,
        case when votes_return_id is null and adds_up_votes then family_votes end as votes_of_members,
        case when votes_return_id is null and adds_up_shares then family_share_pct end as share_of_members,
        case when seats_return_id is null and adds_up_seats then family_seats end as seats_of_members
    from families
)
select
    summed.election_id,                                         -- the election
    summed.is_previous,                                         -- false: the contestant stood in it; true: in the election before it
    summed.contestant_id,                                       -- the contestant
    summed.contestant,                                          -- its name as printed
    summed.kind,                                                -- party list, alliance, joint list, independents, candidate or option
    summed.identity,                                            -- the same at each election in which this contestant stood: its parties, an alliance's name, or all independents together
    summed.is_local,                                            -- true: stood in a part of the country, and no figure of the whole is about it; see area_outcomes
    summed.alliance_contestant_id,                              -- alliance in whose row it is counted too; null when it stands for itself
    summed.alliance,                                            -- that alliance's name
    cast(coalesce(summed.votes, summed.votes_of_members) as bigint) as votes,  -- votes it won; null: no source says
    cast(coalesce(summed.vote_share_pct, summed.share_of_members) as double) as vote_share_pct,  -- votes per 100 of share_base; null: no source says
    case when summed.share_of_members is not null then summed.family_share_base else summed.share_base end as share_base,  -- what the share is a share of: valid votes, all ballots or other
    case when summed.share_of_members is not null then 'added up' else summed.share_origin end as share_origin,  -- whether the source prints the share, it was computed from votes, or it is the sum of an alliance's members
    case when coalesce(summed.votes_of_members, summed.share_of_members) is not null then summed.family_votes_return_id else summed.votes_return_id end as votes_return_id,  -- return that gives votes and share
    case when coalesce(summed.votes_of_members, summed.share_of_members) is not null then summed.family_votes_source_id else summed.votes_source_id end as votes_source_id,  -- source of that return
    case when coalesce(summed.votes_of_members, summed.share_of_members) is not null then summed.family_votes_stage else summed.votes_stage end as votes_stage,  -- stage of that return
    cast(coalesce(summed.seats, summed.seats_of_members) as bigint) as seats,  -- seats it won; null: no source says
    case when summed.seats is not null then 'printed' when summed.seats_of_members is not null then 'added up' end as seats_origin,  -- whether the source prints the seats, or they are the sum of an alliance's members
    case when summed.seats_of_members is not null then summed.family_seats_return_id else summed.seats_return_id end as seats_return_id,  -- return that gives the seats
    case when summed.seats_of_members is not null then summed.family_seats_source_id else summed.seats_source_id end as seats_source_id,  -- source of that return
    case when summed.seats_of_members is not null then summed.family_seats_stage else summed.seats_stage end as seats_stage  -- stage of that return
from summed
order by summed.election_id, summed.is_previous, summed.contestant_id
