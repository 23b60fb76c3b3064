-- Swing in every area
--
-- Share of the valid votes of an area now, at the previous election, and the change, for every area that both
-- elections report under the same area_id. Check for yourself whether its bounds were redrawn between them. The
-- parties behind a contestant say who is the same as before, so that a new candidate of the same party continues the
-- old one; contestants of the same parties in one area are taken together.
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
votes_by_identity as (
    select
        results_at_both_times.election_id,
        results_at_both_times.area_id,
        entries.identity,
        min(case when not entries.is_previous then entries.contestant end) as contestant,
        min(case when entries.is_previous then entries.contestant end) as contestant_before,
        max(case when not entries.is_previous then results_at_both_times.rank end) as rank,
        max(case when entries.is_previous then results_at_both_times.rank end) as rank_before,
        sum(case when not entries.is_previous then results_at_both_times.votes end) as votes,
        sum(case when entries.is_previous then results_at_both_times.votes end) as votes_before
    from results_at_both_times
    join entries
        on entries.election_id = results_at_both_times.election_id
        and entries.is_previous = results_at_both_times.is_previous
        and entries.contestant_id = results_at_both_times.contestant_id
    where entries.kind not in ('option', 'others', 'none of the above', 'blank votes')
    group by results_at_both_times.election_id, results_at_both_times.area_id, entries.identity
),
votes_by_area as (
    select
        election_id,
        area_id,
        max(rank) as rank,
        max(rank_before) as rank_before,
        sum(votes) as votes,
        sum(votes_before) as votes_before
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
        max(coalesce(ballots.valid_votes, votes_by_area.votes)) as valid_votes,
        max(coalesce(ballots_before.valid_votes, votes_by_area.votes_before)) as valid_votes_before
    from votes_by_area
    join election_context on election_context.election_id = votes_by_area.election_id
    join areas on areas.area_id = votes_by_area.area_id
    join predecessors on predecessors.election_id = votes_by_area.election_id
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
        votes_by_identity.votes,
        votes_by_identity.votes_before,
        100.0 * votes_by_identity.votes / nullif(areas_at_both_times.valid_votes, 0) as share_pct,
        100.0 * votes_by_identity.votes_before / nullif(areas_at_both_times.valid_votes_before, 0) as share_before_pct
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
    contestant,                                                 -- its name, the earlier one where it does not stand now
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
