-- How many votes moved between two elections
--
-- Half the sum of all changes in vote share, from 0 (nobody moved) to 100. Its two parts add up to it: entry and exit
-- (votes of those who stand only now, or stood only before) and switching (between those who stood both times).
-- The choice who continues whom decides the value, so both readings of continuity have a row. An earlier contestant
-- that several continue is set against the one of them with most votes. Votes that no source attributes are left out.
--
-- key:  election_id, reading
-- cite: Pedersen (1979), The dynamics of European party systems: changing patterns of electoral volatility, European Journal of Political Research 7(1)
-- cite: Powell and Tucker (2014), Revisiting electoral volatility in post-communist countries, British Journal of Political Science
with readings as (
    select 'same name' as reading
    union all select 'like for like'
),
standing as (
    select standings.election_id, standings.is_previous, standings.contestant_id, standings.vote_share_pct
    from standings
    join predecessors on predecessors.election_id = standings.election_id
    where standings.alliance_contestant_id is null and standings.share_base = 'valid votes' and standings.vote_share_pct is not null
),
heirs as (
    select continuity.election_id, continuity.reading, continuity.contestant_id, continuity.previous_contestant_id
    from continuity
    join standing
        on standing.election_id = continuity.election_id
        and standing.contestant_id = continuity.contestant_id
        and not standing.is_previous
    qualify row_number() over (
        partition by continuity.election_id, continuity.reading, continuity.previous_contestant_id
        order by standing.vote_share_pct desc, continuity.contestant_id
    ) = 1
),
moves as (
    -- an earlier contestant counts with its heir where it has one, else for itself; with coalesce in place of case,
    -- threads of DuckDB 1.3 disagree about a group now and then and count it twice
    select
        standing.election_id,
        readings.reading,
        case when heirs.contestant_id is null then standing.contestant_id else heirs.contestant_id end as contestant_id,
        sum(case when not standing.is_previous then standing.vote_share_pct end) as vote_share_pct,
        sum(case when standing.is_previous then standing.vote_share_pct end) as before_pct
    from standing
    cross join readings
    left join heirs
        on heirs.election_id = standing.election_id
        and heirs.reading = readings.reading
        and heirs.previous_contestant_id = standing.contestant_id
        and standing.is_previous
    group by standing.election_id, readings.reading, case when heirs.contestant_id is null then standing.contestant_id else heirs.contestant_id end
),
sums as (
    select
        election_id,
        reading,
        count(vote_share_pct) as standing_now,
        count(before_pct) as standing_before,
        sum(case when vote_share_pct is null or before_pct is null then coalesce(vote_share_pct, before_pct) end) / 2.0 as entry_exit,
        sum(case when vote_share_pct is not null and before_pct is not null then abs(vote_share_pct - before_pct) end) / 2.0 as switching
    from moves
    group by election_id, reading
)
select
    elections.election_id,                                      -- the election
    elections.election,                                 -- its name
    countries.country,                                  -- where it was held
    elections.first_polling_on,                                 -- main polling day
    predecessors.previous_election_id,                          -- the one before it; null: none in the file
    readings.reading,                                           -- who continues whom: same name, or like for like
    readings.reading = 'like for like' as is_default,           -- true for the usual reading, by the ancestry of parties
    case when sums.standing_now > 0 and sums.standing_before > 0
        then cast(round(cast(coalesce(sums.entry_exit, 0) + coalesce(sums.switching, 0) as decimal(18, 6)), 2) as double) end
        as volatility,                                          -- percentage points, 0 to 100; null: see missing
    case when sums.standing_now > 0 and sums.standing_before > 0
        then cast(round(cast(coalesce(sums.entry_exit, 0) as decimal(18, 6)), 2) as double) end
        as entry_exit,                                          -- the part of those who stood at one of the two only
    case when sums.standing_now > 0 and sums.standing_before > 0
        then cast(round(cast(coalesce(sums.switching, 0) as decimal(18, 6)), 2) as double) end
        as switching,                                           -- the part of those who stood at both
    case
        when predecessors.previous_election_id is null then 'no previous election in the file'
        when coalesce(sums.standing_now, 0) = 0 then 'no shares of valid votes by contestant'
        when coalesce(sums.standing_before, 0) = 0 then 'no shares of valid votes by contestant before'
    end as missing                                              -- why there is no value; null when there is one
from elections
join bodies on bodies.body_id = elections.body_id and bodies.kind = 'legislature'
join countries on countries.country_id = bodies.country_id
cross join readings
left join predecessors on predecessors.election_id = elections.election_id
left join sums on sums.election_id = elections.election_id and sums.reading = readings.reading
order by elections.election_id, readings.reading
