-- How evenly a party's support is spread
--
-- How evenly a party's support is spread over the areas of one level: 1 less the Gini coefficient of its vote shares in
-- them. 1: the same share everywhere; near 0: all of it in one place. With x the shares from the largest to the
-- smallest, i their places and n the number of areas, Gini is (n + 1) / n - 2 * sum(i * x) / (n * sum(x)), and what is
-- left of 1 is (2 * sum(i * x) / sum(x) - 1) / n. Shares are of the valid votes of an area (area_valid_votes). Areas
-- count alike, large or small; where the party did not stand its share is 0, which changes no sum, and it is not known
-- to be 0 where somebody may have votes in an area without a row there. The score of the party system is the mean of
-- the parties' scores, each weighted by its votes. Others and votes for nobody are no party, though they are among the
-- votes of an area if they are valid. Where somebody's votes are not known in some area of a level, no score is given;
-- nor where the votes of its areas are of two ballots, as where a candidate and a list of one party have votes in one
-- area; nor is one of an alliance and its members where it has a row in some areas and they have theirs in others.
--
-- key:  election_id, level, identity
-- cite: Jones and Mainwaring (2003), The Nationalization of Parties and Party Systems, Party Politics 9(2)
with votes_by_identity as (
    select election_id, area_number, own_identity_number, votes, false as is_of_two_ballots
    from area_votes_of_entries
    where not is_previous and not is_inside and kind <> 'others' and has_own_identity_alone and votes is not null
    union all
    select
        election_id,
        area_number,
        own_identity_number,
        sum(votes),
        count(case when kind = 'candidate' then 1 end) between 1 and count(*) - 1
    from area_votes_of_entries
    where not is_previous and not is_inside and kind <> 'others' and not has_own_identity_alone and votes is not null
    group by election_id, area_number, own_identity_number
),
alliances_and_members as (
    select
        members.election_id,
        members.contestant_number as alliance_number,
        members.contestant_number,
        true as is_alliance
    from numbered_contestants as members
    where members.contestant_number in (select alliance_number from numbered_contestants)
    union all
    select election_id, alliance_number, contestant_number, false
    from numbered_contestants
    where alliance_number is not null
),
alliances_in_parts as (
    select area_votes_of_entries.election_id, numbered_areas.level, alliances_and_members.alliance_number
    from alliances_and_members
    join area_votes_of_entries
        on area_votes_of_entries.election_id = alliances_and_members.election_id
        and area_votes_of_entries.contestant_number = alliances_and_members.contestant_number
        and not area_votes_of_entries.is_previous
        and not area_votes_of_entries.is_inside
    join numbered_areas on numbered_areas.area_number = area_votes_of_entries.area_number
    group by area_votes_of_entries.election_id, numbered_areas.level, alliances_and_members.alliance_number
    having
        count(case when alliances_and_members.is_alliance then 1 end) > 0
        and count(case when not alliances_and_members.is_alliance then 1 end) > 0
),
identities_in_parts as (
    select distinct alliances_in_parts.election_id, alliances_in_parts.level, area_entries.own_identity_number
    from alliances_in_parts
    join alliances_and_members
        on alliances_and_members.election_id = alliances_in_parts.election_id
        and alliances_and_members.alliance_number = alliances_in_parts.alliance_number
    join area_entries
        on area_entries.election_id = alliances_and_members.election_id
        and area_entries.contestant_number = alliances_and_members.contestant_number
        and not area_entries.is_previous
),
areas_of_levels as (
    select
        area_valid_votes.election_id,
        area_valid_votes.area_number,
        area_valid_votes.valid_votes,
        area_valid_votes.may_lack_somebody,
        min(area_valid_votes.area_number) over level_of_election as first_area_number,
        count(case when area_valid_votes.named_votes > 0 or area_valid_votes.valid_votes > 0 then 1 end)
            over level_of_election as areas,
        min(area_valid_votes.tier) over level_of_election <> max(area_valid_votes.tier) over level_of_election
            as is_of_two_ballots,
        sum(area_valid_votes.valid_votes) over level_of_election as all_votes,
        sum(area_valid_votes.without_votes) over level_of_election as all_unknown,
        sum(case when area_valid_votes.may_lack_somebody then 1 else 0 end) over level_of_election as open_areas,
        sum(case when area_valid_votes.valid_votes is null then 1 else 0 end) over level_of_election as without_base
    from area_valid_votes
    join numbered_areas on numbered_areas.area_number = area_valid_votes.area_number
    where
        not area_valid_votes.is_previous
        and (
            area_valid_votes.named_votes > 0
            or area_valid_votes.without_votes > 0
            or area_valid_votes.valid_votes > 0
        )
    window level_of_election as (partition by area_valid_votes.election_id, numbered_areas.level)
),
shares_by_area as (
    select
        votes_by_identity.election_id,
        areas_of_levels.first_area_number,
        votes_by_identity.own_identity_number,
        votes_by_identity.votes,
        areas_of_levels.areas,
        areas_of_levels.all_votes,
        areas_of_levels.all_unknown,
        areas_of_levels.open_areas,
        areas_of_levels.may_lack_somebody,
        areas_of_levels.without_base,
        votes_by_identity.is_of_two_ballots or areas_of_levels.is_of_two_ballots as is_of_two_ballots,
        coalesce(cast(votes_by_identity.votes as double) / nullif(areas_of_levels.valid_votes, 0), 0.0) as share
    from votes_by_identity
    join areas_of_levels
        on areas_of_levels.election_id = votes_by_identity.election_id
        and areas_of_levels.area_number = votes_by_identity.area_number
),
scores as (
    select
        election_id,
        first_area_number,
        own_identity_number,
        max(areas) as areas,
        max(all_votes) as all_votes,
        max(all_unknown) as all_unknown,
        max(without_base) as without_base,
        count(case when is_of_two_ballots then 1 end) as on_two_ballots,
        max(open_areas) - count(case when may_lack_somebody then 1 end) as open_areas_without,
        count(case when votes > 0 then 1 end) as areas_with_votes,
        sum(votes) as known_votes,
        sum(share) as sum_of_shares,
        list_inner_product(list(share order by share desc), cast(range(1, count(*) + 1) as double[]))
            as sum_of_shares_by_rank
    from shares_by_area
    group by election_id, first_area_number, own_identity_number
),
scores_of_wholes as (
    select
        scores.election_id,
        numbered_areas.level,
        scores.own_identity_number,
        scores.areas,
        case when scores.open_areas_without = 0 then scores.areas_with_votes end as areas_with_votes,
        scores.open_areas_without,
        scores.all_votes,
        scores.all_unknown,
        scores.without_base,
        scores.on_two_ballots,
        scores.known_votes,
        identities_in_parts.own_identity_number is not null as is_in_parts,
        case
            when
                identities_in_parts.own_identity_number is null
                and scores.open_areas_without = 0
                and scores.all_unknown = 0
                and scores.without_base = 0
            then (2.0 * scores.sum_of_shares_by_rank / nullif(scores.sum_of_shares, 0) - 1) / nullif(scores.areas, 0)
        end as score
    from scores
    join numbered_areas on numbered_areas.area_number = scores.first_area_number
    left join identities_in_parts
        on identities_in_parts.election_id = scores.election_id
        and identities_in_parts.level = numbered_areas.level
        and identities_in_parts.own_identity_number = scores.own_identity_number
),
scores_beside_sums as (
    select
        scores_of_wholes.*,
        sum(on_two_ballots) over level_of_election as on_two_ballots_of_level,
        count(case when is_in_parts or open_areas_without > 0 then 1 end) over level_of_election
            as parties_not_as_a_whole,
        sum(score * known_votes) over level_of_election as sum_of_scores,
        sum(case when score is not null then known_votes end) over level_of_election as sum_of_weights
    from scores_of_wholes
    window level_of_election as (partition by election_id, level)
),
first_of_identities as (
    -- Of several lists of a party, the first by name gives the name.
    select election_id, own_identity_number, min(position_by_party) as position_by_party
    from area_entries
    where not is_previous
    group by election_id, own_identity_number
)
select
    scores_beside_sums.election_id,
    election_context.election,
    election_context.country,
    election_context.first_polling_on,
    scores_beside_sums.level,                                   -- the level whose areas are compared
    area_entries.own_identity as identity,
    area_entries.party as contestant,                           -- its name; of the candidates of a party, the party's
    case when scores_beside_sums.all_unknown = 0 then cast(scores_beside_sums.areas as bigint) end
        as areas,                                               -- areas of the level with votes; null: not known
    case when scores_beside_sums.all_unknown = 0 then cast(scores_beside_sums.areas_with_votes as bigint) end
        as areas_with_votes,                                    -- those in which it has votes; null: not known
    case
        when
            scores_beside_sums.all_unknown = 0
            and scores_beside_sums.open_areas_without = 0
            and scores_beside_sums.on_two_ballots_of_level = 0
        then cast(scores_beside_sums.known_votes as bigint)
    end
        as votes,                                               -- its votes in them; null: see missing
    case
        when
            scores_beside_sums.all_unknown = 0
            and scores_beside_sums.open_areas_without = 0
            and scores_beside_sums.without_base = 0
            and scores_beside_sums.on_two_ballots_of_level = 0
        then cast(round(cast(
            100.0 * scores_beside_sums.known_votes / nullif(scores_beside_sums.all_votes, 0) as decimal(38, 12)
        ), 2) as double) end
        as vote_share_pct,                                      -- its votes per 100 valid votes of these areas
    case when scores_beside_sums.on_two_ballots_of_level = 0
        then cast(round(cast(scores_beside_sums.score as decimal(38, 12)), 3) as double) end
        as nationalisation,                                     -- the party's score, 0 to 1; null: see missing
    case when scores_beside_sums.parties_not_as_a_whole = 0 and scores_beside_sums.on_two_ballots_of_level = 0
        then cast(round(cast(
            scores_beside_sums.sum_of_scores / nullif(scores_beside_sums.sum_of_weights, 0) as decimal(38, 12)
        ), 3) as double) end
        as party_system_nationalisation,                        -- mean over all parties of the level, weighted by votes
    case
        when scores_beside_sums.on_two_ballots_of_level > 0 then 'its areas tell of two ballots'
        when scores_beside_sums.all_unknown > 0 then 'somebody''s votes are not known in some area'
        when scores_beside_sums.without_base > 0 then 'the votes of some area are more than its valid votes'
        when scores_beside_sums.is_in_parts
        then 'in some areas the alliance has a row, in others its members have'
        when scores_beside_sums.open_areas_without > 0 then 'it may have votes in an area that gives it no row'
        when scores_beside_sums.score is null then 'it has no votes'
    end as missing
from scores_beside_sums
join first_of_identities
    on first_of_identities.election_id = scores_beside_sums.election_id
    and first_of_identities.own_identity_number = scores_beside_sums.own_identity_number
join area_entries
    on area_entries.election_id = first_of_identities.election_id
    and area_entries.position_by_party = first_of_identities.position_by_party
    and not area_entries.is_previous
join election_context on election_context.election_id = scores_beside_sums.election_id
order by
    scores_beside_sums.election_id,
    scores_beside_sums.level,
    scores_beside_sums.known_votes desc,
    area_entries.own_identity
