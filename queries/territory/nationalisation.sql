-- How evenly a party's support is spread
--
-- How evenly a party's support is spread over the areas of one level: 1 less the Gini coefficient of its vote shares
-- in them. 1: the same share everywhere; near 0: all of it in one place. With x the shares from the smallest to the
-- largest, i their places and n the number of areas, Gini is 2 * sum(i * x) / (n * sum(x)) - (n + 1) / n. Areas count
-- alike, large or small; where the party did not stand its share is 0. The score of the party system is the mean of
-- the parties' scores, each weighted by its votes. Others and votes for nobody are no party, though they are among the
-- votes of an area if they are valid. Where somebody's votes are not known in some area of a level, no score is given.
--
-- key:  election_id, level, identity
-- cite: Jones and Mainwaring (2003), The Nationalization of Parties and Party Systems, Party Politics 9(2)
with parties_of_candidates as (
    -- All candidates of a party together bear its name.
    select
        contestants.contestant_id,
        string_agg(parties.party, ', ' order by parties.party_id) as party
    from contestants
    join contestant_parties on contestant_parties.contestant_id = contestants.contestant_id
    join parties on parties.party_id = contestant_parties.party_id
    where contestants.kind = 'candidate'
    group by contestants.contestant_id
),
named_entries as (
    select
        entries.election_id,
        entries.contestant_id,
        entries.identity,
        coalesce(parties_of_candidates.party, entries.contestant) as contestant
    from entries
    left join parties_of_candidates on parties_of_candidates.contestant_id = entries.contestant_id
    where
        not entries.is_previous
        and entries.kind not in ('option', 'others', 'none of the above', 'blank votes')
),
numbered_entries as (
    -- Numbers are compared faster than names.
    select
        named_entries.*,
        row_number() over (partition by election_id order by contestant, contestant_id) as contestant_number,
        dense_rank() over (partition by election_id order by identity) as identity_number
    from named_entries
),
votes_by_identity as (
    select
        area_standings.election_id,
        area_standings.area_id,
        numbered_entries.identity_number,
        min(numbered_entries.contestant_number) as contestant_number,
        sum(area_standings.votes) as votes
    from area_standings
    join numbered_entries
        on numbered_entries.election_id = area_standings.election_id
        and numbered_entries.contestant_id = area_standings.contestant_id
    where not area_standings.is_inside and area_standings.votes < 100000000000
    group by area_standings.election_id, area_standings.area_id, numbered_entries.identity_number
),
votes_by_area as (
    select
        area_standings.election_id,
        area_standings.area_id,
        sum(case when area_standings.votes < 100000000000 then area_standings.votes end) as votes,
        count(case when area_standings.votes < 100000000000 then null else 1 end) as unknown
    from area_standings
    join contestants
        on contestants.election_id = area_standings.election_id
        and contestants.contestant_id = area_standings.contestant_id
    where not area_standings.is_inside and contestants.is_valid and contestants.kind <> 'option'
    group by area_standings.election_id, area_standings.area_id
    having sum(case when area_standings.votes < 100000000000 then area_standings.votes end) > 0
),
areas_of_levels as (
    select
        votes_by_area.*,
        areas.kind as level,
        count(*) over (partition by votes_by_area.election_id, areas.kind) as areas,
        sum(votes_by_area.votes) over (partition by votes_by_area.election_id, areas.kind) as all_votes,
        sum(votes_by_area.unknown) over (partition by votes_by_area.election_id, areas.kind) as all_unknown
    from votes_by_area
    join areas on areas.area_id = votes_by_area.area_id
),
shares_by_area as (
    select
        votes_by_identity.election_id,
        areas_of_levels.level,
        votes_by_identity.identity_number,
        votes_by_identity.contestant_number,
        votes_by_identity.votes,
        areas_of_levels.areas,
        areas_of_levels.all_votes,
        areas_of_levels.all_unknown,
        cast(votes_by_identity.votes as double) / nullif(areas_of_levels.votes, 0) as share
    from votes_by_identity
    join areas_of_levels
        on areas_of_levels.election_id = votes_by_identity.election_id
        and areas_of_levels.area_id = votes_by_identity.area_id
),
ranked_shares as (
    -- Equal shares come in any order: their sum is the same.
    select
        shares_by_area.*,
        row_number() over (partition by election_id, level, identity_number order by share desc) as rank_from_top
    from shares_by_area
),
scores as (
    select
        election_id,
        level,
        min(contestant_number) as contestant_number,
        max(areas) as areas,
        max(all_votes) as all_votes,
        max(all_unknown) as all_unknown,
        count(case when votes > 0 then 1 end) as areas_with_votes,
        sum(votes) as votes,
        case when max(all_unknown) = 0 then 1 - (
            2.0 * sum((areas + 1 - rank_from_top) * share) / nullif(max(areas) * sum(share), 0)
            - (max(areas) + 1.0) / nullif(max(areas), 0)
        ) end as score
    from ranked_shares
    group by election_id, level, identity_number
),
scores_beside_sums as (
    select
        scores.*,
        sum(score * votes) over (partition by election_id, level) as sum_of_scores,
        sum(case when score is not null then votes end) over (partition by election_id, level) as sum_of_weights
    from scores
)
select
    scores_beside_sums.election_id,
    election_context.election,
    election_context.country,
    election_context.first_polling_on,
    scores_beside_sums.level,                                   -- the level whose areas are compared
    numbered_entries.identity,
    numbered_entries.contestant,                                -- its name; of the candidates of a party, the party's
    cast(scores_beside_sums.areas as bigint) as areas,          -- areas of the level with votes
    cast(scores_beside_sums.areas_with_votes as bigint) as areas_with_votes,  -- those in which it has votes
    cast(scores_beside_sums.votes as bigint) as votes,          -- its votes in them
    case when scores_beside_sums.all_unknown = 0
        then cast(round(cast(
            100.0 * scores_beside_sums.votes / nullif(scores_beside_sums.all_votes, 0) as decimal(38, 12)
        ), 2) as double) end
        as vote_share_pct,                                      -- its votes per 100 of all in these areas
    cast(round(cast(scores_beside_sums.score as decimal(38, 12)), 3) as double)
        as nationalisation,                                     -- the party's score, 0 to 1; null: see missing
    cast(round(cast(
        scores_beside_sums.sum_of_scores / nullif(scores_beside_sums.sum_of_weights, 0) as decimal(38, 12)
    ), 3) as double) as party_system_nationalisation,           -- mean over all parties of the level, weighted by votes
    case
        when scores_beside_sums.all_unknown > 0 then 'somebody''s votes are not known in some area'
        when scores_beside_sums.score is null then 'it has no votes'
    end as missing
from scores_beside_sums
join numbered_entries
    on numbered_entries.election_id = scores_beside_sums.election_id
    and numbered_entries.contestant_number = scores_beside_sums.contestant_number
join election_context on election_context.election_id = scores_beside_sums.election_id
order by
    scores_beside_sums.election_id,
    scores_beside_sums.level,
    scores_beside_sums.votes desc,
    numbered_entries.identity
