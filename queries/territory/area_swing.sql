-- Swing in every area
--
-- Share of the valid votes of an area now, at the previous election, and the change, for every area that both
-- elections report under the same area_id. Check for yourself whether its bounds were redrawn between them. Whoever
-- belongs together as families says is compared as a whole. Candidates of one area are none of these: a party's
-- candidate continues that of the same party or, where it does not stand itself, of each that has wholly become it
-- (party_ancestry); candidates of the same parties in one area are taken together. A swing is given only where the
-- votes of all of them are known, and the valid votes of the area.
--
-- key:   election_id, area_id, identity
-- order: none, because putting a hundred million rows in order would cost more than finding them
with results_at_both_times as (
    select
        predecessors.election_id,
        false as is_previous,
        area_standings.area_id,
        area_standings.rank,
        area_standings.contestant_id,
        area_standings.votes
    from predecessors
    join area_standings on area_standings.election_id = predecessors.election_id
    where not area_standings.is_inside
    union all
    select
        predecessors.election_id,
        true,
        area_standings.area_id,
        area_standings.rank,
        area_standings.contestant_id,
        area_standings.votes
    from predecessors
    join area_standings on area_standings.election_id = predecessors.previous_election_id
    where not area_standings.is_inside
),
parties_now as (
    select distinct predecessors.election_id, parties_behind.party_id, elections.first_polling_on
    from predecessors
    join elections on elections.election_id = predecessors.election_id
    join parties_behind on parties_behind.election_id = predecessors.election_id
),
heirs as (
    -- Of each party that stood before, the first that it became and that stands now: itself, where it does.
    select
        predecessors.election_id,
        parties_behind.contestant_id,
        parties_behind.party_id,
        standing.party_id as heir_party_id,
        row_number() over (
            partition by predecessors.election_id, parties_behind.contestant_id, parties_behind.party_id
            order by case when standing.party_id is not null then ancestry.steps end, standing.party_id
        ) as rank_by_steps
    from predecessors
    join parties_behind on parties_behind.election_id = predecessors.previous_election_id
    left join party_ancestry as ancestry on ancestry.ancestor_party_id = parties_behind.party_id
    left join parties_now as standing
        on standing.election_id = predecessors.election_id
        and standing.party_id = ancestry.party_id
        and (ancestry.joined_on is null or ancestry.joined_on <= standing.first_polling_on)
),
heirs_once as (
    select distinct election_id, contestant_id, coalesce(heir_party_id, party_id) as party_id
    from heirs
    where rank_by_steps = 1
),
identities_before as (
    select election_id, contestant_id, string_agg(party_id, ' ' order by party_id) as identity
    from heirs_once
    group by election_id, contestant_id
),
families_of_votes as (
    select election_id, is_previous, contestant_id, family_id
    from families
    where measure = 'votes'
),
numbered_families as (
    -- The whole goes by the identity of the one now that comes first, or else of the one before.
    select
        entries.election_id,
        entries.is_previous,
        entries.contestant_id,
        entries.contestant,
        entries.kind,
        entries.identity as own_identity,
        case when entries.is_previous then identities_before.identity end as identity_of_heirs,
        families_of_votes.family_id
    from entries
    left join families_of_votes
        on families_of_votes.election_id = entries.election_id
        and families_of_votes.is_previous = entries.is_previous
        and families_of_votes.contestant_id = entries.contestant_id
    left join identities_before
        on identities_before.election_id = entries.election_id
        and identities_before.contestant_id = entries.contestant_id
        and entries.is_previous
    where entries.kind not in ('option', 'none of the above', 'blank votes')
),
compared_entries as (
    select
        numbered_families.*,
        coalesce(
            min(case when family_id is not null and not is_previous then own_identity end) over (
                partition by election_id, coalesce(family_id, contestant_id)
            ),
            min(case when family_id is not null then own_identity end) over (
                partition by election_id, coalesce(family_id, contestant_id)
            ),
            identity_of_heirs,
            own_identity
        ) as identity
    from numbered_families
),
votes_by_identity as (
    select
        results_at_both_times.election_id,
        results_at_both_times.area_id,
        compared_entries.identity,
        min(case when not compared_entries.is_previous then compared_entries.contestant end) as contestant,
        min(case when compared_entries.is_previous then compared_entries.contestant end) as contestant_before,
        max(case when not compared_entries.is_previous then results_at_both_times.rank end) as rank,
        max(case when compared_entries.is_previous then results_at_both_times.rank end) as rank_before,
        count(case
            when
                not compared_entries.is_previous
                and coalesce(results_at_both_times.votes, 100000000000) >= 100000000000
            then 1
        end) as unknown,
        count(case
            when
                compared_entries.is_previous
                and coalesce(results_at_both_times.votes, 100000000000) >= 100000000000
            then 1
        end) as unknown_before,
        sum(case
            when not compared_entries.is_previous and results_at_both_times.votes < 100000000000
            then results_at_both_times.votes
        end) as votes,
        sum(case
            when compared_entries.is_previous and results_at_both_times.votes < 100000000000
            then results_at_both_times.votes
        end) as votes_before
    from results_at_both_times
    join compared_entries
        on compared_entries.election_id = results_at_both_times.election_id
        and compared_entries.is_previous = results_at_both_times.is_previous
        and compared_entries.contestant_id = results_at_both_times.contestant_id
    group by results_at_both_times.election_id, results_at_both_times.area_id, compared_entries.identity
),
votes_by_area as (
    select
        election_id,
        area_id,
        max(rank) as rank,
        max(rank_before) as rank_before,
        case when sum(unknown) = 0 then sum(votes) end as votes,
        case when sum(unknown_before) = 0 then sum(votes_before) end as votes_before
    from votes_by_identity
    group by election_id, area_id
),
areas_at_both_times as (
    -- Areas with a return at both times. Each is one row before the grouping too: it makes the engine join the names
    -- to the areas, and not to everyone who stands in them.
    select
        votes_by_area.election_id,
        election_context.election,
        election_context.country,
        election_context.first_polling_on,
        votes_by_area.area_id,
        areas.area,
        areas.kind as level,
        max(case
            when elections.votes_per_ballot = 1
            then coalesce(ballots.valid_votes, votes_by_area.votes) else votes_by_area.votes
        end) as valid_votes,
        max(case
            when elections_before.votes_per_ballot = 1
            then coalesce(ballots_before.valid_votes, votes_by_area.votes_before) else votes_by_area.votes_before
        end) as valid_votes_before
    from votes_by_area
    join election_context on election_context.election_id = votes_by_area.election_id
    join areas on areas.area_id = votes_by_area.area_id
    join predecessors on predecessors.election_id = votes_by_area.election_id
    join elections on elections.election_id = votes_by_area.election_id
    join elections as elections_before on elections_before.election_id = predecessors.previous_election_id
    join returns on returns.election_id = votes_by_area.election_id and returns.rank = votes_by_area.rank
    join returns as returns_before
        on returns_before.election_id = predecessors.previous_election_id
        and returns_before.rank = votes_by_area.rank_before
    left join area_ballots as ballots
        on ballots.election_id = returns.election_id
        and ballots.return_id = returns.return_id
        and ballots.area_id = votes_by_area.area_id
    left join area_ballots as ballots_before
        on ballots_before.election_id = returns_before.election_id
        and ballots_before.return_id = returns_before.return_id
        and ballots_before.area_id = votes_by_area.area_id
    group by
        votes_by_area.election_id,
        election_context.election,
        election_context.country,
        election_context.first_polling_on,
        votes_by_area.area_id,
        areas.area,
        areas.kind
),
shares_by_identity as (
    select
        areas_at_both_times.*,
        votes_by_identity.identity,
        coalesce(votes_by_identity.contestant, votes_by_identity.contestant_before) as contestant,
        votes_by_identity.rank,
        votes_by_identity.rank_before,
        case when votes_by_identity.unknown = 0 then votes_by_identity.votes end as votes,
        case when votes_by_identity.unknown_before = 0 then votes_by_identity.votes_before end as votes_before,
        case
            when votes_by_identity.unknown = 0 and votes_by_identity.votes <= areas_at_both_times.valid_votes
            then 100.0 * votes_by_identity.votes / nullif(areas_at_both_times.valid_votes, 0)
        end as share_pct,
        case
            when
                votes_by_identity.unknown_before = 0
                and votes_by_identity.votes_before <= areas_at_both_times.valid_votes_before
            then 100.0 * votes_by_identity.votes_before / nullif(areas_at_both_times.valid_votes_before, 0)
        end as share_before_pct
    from areas_at_both_times
    join votes_by_identity
        on votes_by_identity.election_id = areas_at_both_times.election_id
        and votes_by_identity.area_id = areas_at_both_times.area_id
)
select
    election_id,
    election,
    country,
    first_polling_on,
    area_id,
    area,
    level,
    identity,
    contestant,                                                 -- its name, the earlier one where it is gone
    cast(votes as bigint) as votes,                             -- votes now; null: not known, or it does not stand
    cast(round(cast(share_pct as decimal(38, 12)), 2) as double)
        as vote_share_pct,                                      -- votes per 100 valid votes of the area now
    cast(votes_before as bigint) as votes_before,               -- votes then; null: not known, or it did not stand
    cast(round(cast(share_before_pct as decimal(38, 12)), 2) as double)
        as vote_share_before_pct,                               -- votes per 100 valid votes of the area then
    cast(round(cast(share_pct - share_before_pct as decimal(38, 12)), 2) as double)
        as swing_pp,                                            -- points, of unrounded shares; null: see missing
    case
        when rank is null then 'does not stand now'
        when rank_before is null then 'did not stand before'
        when share_pct is null or share_before_pct is null then 'votes not known'
    end as missing
from shares_by_identity
