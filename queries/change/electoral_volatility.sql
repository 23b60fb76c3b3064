-- Votes that moved between two elections
--
-- Half the sum of all changes in vote share, from 0 (nobody moved) to 100. Its two parts add up to it: entry and exit
-- (votes of those who stand only now, or stood only before) and switching (between those who stood both times).
-- The choice who continues whom decides the value, so both readings of continuity have a row. An earlier contestant
-- that several continue is compared with the one of them with most votes. Votes that no source attributes are left out.
--
-- key:  election_id, reading
-- cite: Pedersen (1979), The dynamics of European party systems: changing patterns of electoral volatility,
--       European Journal of Political Research 7(1)
-- cite: Powell and Tucker (2014), Revisiting electoral volatility in post-communist countries, British Journal of
--       Political Science
with readings as (
    select 'same name' as reading
    union all select 'like for like'
),
shares_of_valid_votes as (
    select standings.election_id, standings.is_previous, standings.contestant_id, standings.exact_share_pct
    from standings
    join predecessors on predecessors.election_id = standings.election_id
    where
        standings.alliance_contestant_id is null
        and standings.share_base = 'valid votes'
        and standings.exact_share_pct is not null
),
heirs as (
    -- The one contestant now that an earlier contestant counts with.
    select continuity.election_id, continuity.reading, continuity.contestant_id, continuity.previous_contestant_id
    from continuity
    join shares_of_valid_votes as shares
        on shares.election_id = continuity.election_id
        and shares.contestant_id = continuity.contestant_id
        and not shares.is_previous
    qualify row_number() over (
        partition by continuity.election_id, continuity.reading, continuity.previous_contestant_id
        order by shares.exact_share_pct desc, continuity.contestant_id
    ) = 1
),
shares_now_and_before as (
    -- An earlier contestant counts with its heir where it has one, else for itself. With coalesce in place of case,
    -- threads of DuckDB 1.3 disagree about a group now and then and count it twice.
    select
        shares.election_id,
        readings.reading,
        case when heirs.contestant_id is null then shares.contestant_id else heirs.contestant_id end as contestant_id,
        sum(case when not shares.is_previous then shares.exact_share_pct end) as now_pct,
        sum(case when shares.is_previous then shares.exact_share_pct end) as before_pct
    from shares_of_valid_votes as shares
    cross join readings
    left join heirs
        on heirs.election_id = shares.election_id
        and heirs.reading = readings.reading
        and heirs.previous_contestant_id = shares.contestant_id
        and shares.is_previous
    group by
        shares.election_id,
        readings.reading,
        case when heirs.contestant_id is null then shares.contestant_id else heirs.contestant_id end
),
changes_by_reading as (
    select
        election_id,
        reading,
        count(now_pct) as contestants_now,
        count(before_pct) as contestants_before,
        count(now_pct) > 0 and count(before_pct) > 0 as are_both_known,
        sum(case when now_pct is null or before_pct is null then coalesce(now_pct, before_pct) else 0 end) / 2.0
            as entry_exit,
        sum(case when now_pct is not null and before_pct is not null then abs(now_pct - before_pct) else 0 end) / 2.0
            as switching
    from shares_now_and_before
    group by election_id, reading
)
select
    election_context.election_id,
    election_context.election,
    election_context.country,
    election_context.first_polling_on,
    predecessors.previous_election_id,
    readings.reading,                                           -- who continues whom: same name, or like for like
    readings.reading = 'like for like' as is_default,           -- true: the usual reading, by the ancestry of parties
    case when changes.are_both_known
        then cast(round(cast(changes.entry_exit + changes.switching as decimal(38, 12)), 2) as double) end
        as volatility,                                          -- percentage points, 0 to 100; null: see missing
    case when changes.are_both_known
        then cast(round(cast(changes.entry_exit as decimal(38, 12)), 2) as double) end
        as entry_exit,                                          -- the part of those who stood only once
    case when changes.are_both_known
        then cast(round(cast(changes.switching as decimal(38, 12)), 2) as double) end
        as switching,                                           -- the part of those who stood at both
    case
        when predecessors.previous_election_id is null then 'no previous election in the file'
        when coalesce(changes.contestants_now, 0) = 0 then 'no shares of valid votes by contestant'
        when coalesce(changes.contestants_before, 0) = 0 then 'no shares of valid votes by contestant before'
    end as missing
from election_context
cross join readings
left join predecessors on predecessors.election_id = election_context.election_id
left join changes_by_reading as changes
    on changes.election_id = election_context.election_id
    and changes.reading = readings.reading
where election_context.body_kind = 'legislature'
order by election_context.election_id, readings.reading
