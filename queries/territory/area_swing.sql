-- Swing in every area
--
-- Share of the valid votes of an area now, at the previous election, and the change, for every area that both
-- elections report under the same area_id: whether its bounds were redrawn between them is for you to know. Who is
-- the same as before is told by the parties behind the contestant, so that a new candidate of the same party
-- continues the old one; contestants of the same parties in one area are taken together.
--
-- key:   election_id, area_id, identity
-- order: none, because putting a hundred million rows in order would cost more than finding them
with lines as (
    select predecessors.election_id, false as is_previous, area_standings.area_id, area_standings.rank, area_standings.contestant_id, area_standings.votes
    from predecessors
    join area_standings on area_standings.election_id = predecessors.election_id
    where not area_standings.is_inside
    union all
    select predecessors.election_id, true, area_standings.area_id, area_standings.rank, area_standings.contestant_id, area_standings.votes
    from predecessors
    join area_standings on area_standings.election_id = predecessors.previous_election_id
    where not area_standings.is_inside
),
sums as (
    select
        lines.election_id,
        lines.area_id,
        entries.identity,
        min(case when lines.is_previous then '2' else '1' end || entries.contestant) as contestant,  -- of those who stand now, if there are any
        max(case when not lines.is_previous then lines.rank end) as rank,
        max(case when lines.is_previous then lines.rank end) as rank_before,
        sum(case when not lines.is_previous then lines.votes end) as votes,
        sum(case when lines.is_previous then lines.votes end) as votes_before
    from lines
    join entries
        on entries.election_id = lines.election_id
        and entries.is_previous = lines.is_previous
        and entries.contestant_id = lines.contestant_id
    where entries.kind <> 'option'
    group by lines.election_id, lines.area_id, entries.identity
),
told as (
    select election_id, area_id, max(rank) as rank, max(rank_before) as rank_before, sum(votes) as votes, sum(votes_before) as votes_before
    from sums
    group by election_id, area_id
),
both_times as (  -- areas with a return at both times; grouped, though single rows, so that names are joined to areas and not to all who stand there
    select
        told.election_id,
        elections.election,
        countries.country,
        elections.first_polling_on,
        told.area_id,
        areas.area,
        areas.kind as level,
        max(coalesce(ballots.valid_votes, told.votes)) as valid_votes,
        max(coalesce(ballots_before.valid_votes, told.votes_before)) as valid_votes_before
    from told
    join elections on elections.election_id = told.election_id
    join bodies on bodies.body_id = elections.body_id
    join countries on countries.country_id = bodies.country_id
    join areas on areas.area_id = told.area_id
    join predecessors on predecessors.election_id = told.election_id
    join returns on returns.election_id = told.election_id and returns.rank = told.rank
    join returns as returns_before on returns_before.election_id = predecessors.previous_election_id and returns_before.rank = told.rank_before
    left join area_ballots as ballots
        on ballots.election_id = returns.election_id
        and ballots.return_id = returns.return_id
        and ballots.area_id = told.area_id
    left join area_ballots as ballots_before
        on ballots_before.election_id = returns_before.election_id
        and ballots_before.return_id = returns_before.return_id
        and ballots_before.area_id = told.area_id
    group by told.election_id, elections.election, countries.country, elections.first_polling_on, told.area_id, areas.area, areas.kind
),
shares as (
    select
        both_times.*,
        sums.identity,
        sums.contestant,
        sums.rank,
        sums.rank_before,
        sums.votes,
        sums.votes_before,
        100.0 * sums.votes / nullif(both_times.valid_votes, 0) as share_pct,
        100.0 * sums.votes_before / nullif(both_times.valid_votes_before, 0) as share_before_pct
    from both_times
    join sums
        on sums.election_id = both_times.election_id
        and sums.area_id = both_times.area_id
)
select
    shares.election_id,                                         -- the election
    shares.election,                                            -- its name
    shares.country,                                             -- where it was held
    shares.first_polling_on,                                    -- main polling day
    shares.area_id,                                             -- the area
    shares.area,                                                -- its name
    shares.level,                                               -- what sort of unit it is
    shares.identity,                                            -- the parties behind it, an alliance's name, or independents together
    substring(shares.contestant, 2) as contestant,              -- its name, the earlier one where it does not stand now
    cast(shares.votes as bigint) as votes,                      -- votes now; null: not known, or it does not stand
    cast(round(cast(shares.share_pct as decimal(18, 6)), 2) as double) as vote_share_pct,  -- votes per 100 valid votes of the area now
    cast(shares.votes_before as bigint) as votes_before,        -- votes at the previous election; null: not known, or it did not stand
    cast(round(cast(shares.share_before_pct as decimal(18, 6)), 2) as double) as vote_share_before_pct,  -- votes per 100 valid votes then
    cast(round(cast(shares.share_pct - shares.share_before_pct as decimal(18, 6)), 2) as double) as swing_pp,  -- percentage points won or lost, of unrounded shares; null: see missing
    case
        when shares.rank is null then 'does not stand now'
        when shares.rank_before is null then 'did not stand before'
        when shares.share_pct is null or shares.share_before_pct is null then 'votes not known'
    end as missing                                              -- why there is no swing; null when there is one
from shares
