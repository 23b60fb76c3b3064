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
with votes_by_identity as (
    -- Grouped and not joined: at a hundred million rows a join of the two times does not fit into memory.
    select
        election_id,
        area_number,
        identity_number,
        min(case when not is_previous then position_by_name end) as position_by_name,
        min(case when is_previous then position_by_name end) as position_before,
        max(case when not is_previous then votes end) as votes,
        max(case when is_previous then votes end) as votes_before,
        max(case when not is_previous then return_number end) as return_number,
        max(case when is_previous then return_number end) as return_number_before
    from area_votes_at_both_times
    group by election_id, area_number, identity_number
),
votes_by_area as (
    select
        election_id,
        area_number,
        max(return_number) as return_number,
        max(return_number_before) as return_number_before,
        case when count(return_number) = count(votes) then sum(votes) end as votes,
        case when count(return_number_before) = count(votes_before) then sum(votes_before) end as votes_before
    from votes_by_identity
    group by election_id, area_number
),
areas_at_both_times as (
    -- Areas with figures at both times. Each is one row before the grouping too: it makes the engine join the names
    -- to the areas, and not to everyone who stands in them.
    select
        votes_by_area.election_id,
        election_context.election,
        election_context.country,
        election_context.first_polling_on,
        votes_by_area.area_number,
        numbered_areas.area_id,
        numbered_areas.area,
        numbered_areas.level,
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
    join numbered_areas on numbered_areas.area_number = votes_by_area.area_number
    join predecessors on predecessors.election_id = votes_by_area.election_id
    join elections on elections.election_id = votes_by_area.election_id
    join elections as elections_before on elections_before.election_id = predecessors.previous_election_id
    left join area_ballot_figures as ballots
        on ballots.election_id = votes_by_area.election_id
        and ballots.return_number = votes_by_area.return_number
        and ballots.area_number = votes_by_area.area_number
    left join area_ballot_figures as ballots_before
        on ballots_before.election_id = predecessors.previous_election_id
        and ballots_before.return_number = votes_by_area.return_number_before
        and ballots_before.area_number = votes_by_area.area_number
    where votes_by_area.return_number is not null and votes_by_area.return_number_before is not null
    group by
        votes_by_area.election_id,
        election_context.election,
        election_context.country,
        election_context.first_polling_on,
        votes_by_area.area_number,
        numbered_areas.area_id,
        numbered_areas.area,
        numbered_areas.level
),
shares_by_identity as (
    select
        areas_at_both_times.*,
        votes_by_identity.position_by_name,
        votes_by_identity.position_before,
        votes_by_identity.votes,
        votes_by_identity.votes_before,
        case when votes_by_identity.votes <= areas_at_both_times.valid_votes
            then 100.0 * votes_by_identity.votes / nullif(areas_at_both_times.valid_votes, 0)
        end as share_pct,
        case when votes_by_identity.votes_before <= areas_at_both_times.valid_votes_before
            then 100.0 * votes_by_identity.votes_before / nullif(areas_at_both_times.valid_votes_before, 0)
        end as share_before_pct
    from areas_at_both_times
    join votes_by_identity
        on votes_by_identity.election_id = areas_at_both_times.election_id
        and votes_by_identity.area_number = areas_at_both_times.area_number
)
select
    shares_by_identity.election_id,
    shares_by_identity.election,
    shares_by_identity.country,
    shares_by_identity.first_polling_on,
    shares_by_identity.area_id,
    shares_by_identity.area,
    shares_by_identity.level,
    area_entries.identity,
    area_entries.contestant,                                    -- its name, the earlier one where it is gone
    shares_by_identity.votes,                                   -- votes now; null: not known, or it does not stand
    cast(round(cast(shares_by_identity.share_pct as decimal(18, 12)), 2) as double)
        as vote_share_pct,                                      -- votes per 100 valid votes of the area now
    shares_by_identity.votes_before,                            -- votes then; null: not known, or it did not stand
    cast(round(cast(shares_by_identity.share_before_pct as decimal(18, 12)), 2) as double)
        as vote_share_before_pct,                               -- votes per 100 valid votes of the area then
    cast(round(cast(shares_by_identity.share_pct - shares_by_identity.share_before_pct as decimal(18, 12)), 2)
        as double) as swing_pp,                                 -- points, of unrounded shares; null: see missing
    case
        when shares_by_identity.position_by_name is null then 'does not stand now'
        when shares_by_identity.position_before is null then 'did not stand before'
        when shares_by_identity.share_pct is null or shares_by_identity.share_before_pct is null
        then 'votes not known'
    end as missing
from shares_by_identity
join area_entries
    on area_entries.election_id = shares_by_identity.election_id
    and area_entries.position_by_name
        = coalesce(shares_by_identity.position_by_name, shares_by_identity.position_before)
