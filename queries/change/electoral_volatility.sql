-- Votes that moved between two elections
--
-- Half the sum of all changes in vote share, from 0 (nobody moved) to 100. Its two parts add up to it: entry and exit
-- (votes of those who stand only now, or stood only before) and switching (between those who stood both times).
-- The choice who continues whom decides the value, so each reading has a row.
--   families: all that share parties are compared as a whole, now and before (families).
--   largest heir: whoever stood before is compared with the largest of those now that share a party with it.
--   same name: a party with itself, an alliance with the alliance of that name, independents with independents.
-- Those whom a source adds up without a name (Others) are compared with those of before, as if they were one party.
-- Votes for nobody, and votes in no row of a source, are left out. Where the share of somebody who stood is not known,
-- the value is null, and lowest and highest say between which two it lies: the unknown shares together are no more
-- than the known ones lack to 100. Where it is not certain which heir is the largest, as where an alliance without a
-- known share stands for its members, that reading has no value. Nor have the first two where somebody may have been
-- in an alliance some of whose members nobody names (like_for_like). Shares that are printed with few decimals are
-- taken as printed: share_slack_pct of outcomes says by how much each may be off.
--
-- key:  election_id, reading
-- cite: Pedersen (1979), The dynamics of European party systems: changing patterns of electoral volatility,
--       European Journal of Political Research 7(1)
-- cite: Bartolini and Mair (1990), Identity, Competition, and Electoral Availability: The Stabilisation of European
--       Electorates 1885-1985 (mergers and splits: the parts together against the whole)
-- cite: Powell and Tucker (2014), Revisiting electoral volatility in post-communist countries, British Journal of
--       Political Science
with readings as (
    select 'families' as reading
    union all select 'largest heir'
    union all select 'same name'
),
shares_by_reading as (
    -- Everyone who stood now or before, with what it is compared in.
    select
        families.election_id,
        readings.reading,
        families.is_previous,
        case when readings.reading = 'families' then families.family_id
            else coalesce(families.heir_contestant_id, families.contestant_id) end as compared_as,
        cast(families.amount as double) as amount,
        readings.reading = 'families'
        or (families.is_heir_certain and (families.kind <> 'alliance' or families.amount is not null))
            as is_certain
    from families
    cross join readings
    where families.measure = 'votes' and readings.reading <> 'same name'
    union all
    select
        pairs.election_id,
        'same name',
        false,
        pairs.contestant_id,
        case when pairs.share_base = 'valid votes' then pairs.exact_share_pct end,
        true
    from same_name_pairs as pairs
    where
        pairs.contestant_id is not null
        and pairs.alliance is null
        and pairs.kind not in ('option', 'none of the above', 'blank votes')
    union all
    select
        pairs.election_id,
        'same name',
        true,
        coalesce(
            case when pairs.alliance is null then pairs.contestant_id end, pairs.previous_contestant_id
        ),
        case when pairs.share_base_before = 'valid votes' then pairs.exact_share_before_pct end,
        true
    from same_name_pairs as pairs
    where
        pairs.previous_contestant_id is not null
        and pairs.previous_alliance_contestant_id is null
        and pairs.kind not in ('option', 'none of the above', 'blank votes')
),
shares_compared as (
    -- With coalesce in the group, threads of DuckDB 1.3 disagree now and then and count it twice.
    select
        election_id,
        reading,
        compared_as,
        sum(case when not is_previous then cast(amount as decimal(38, 12)) end) as now_pct,
        sum(case when is_previous then cast(amount as decimal(38, 12)) end) as before_pct,
        count(case when not is_previous then 1 end) as contestants_now,
        count(case when is_previous then 1 end) as contestants_before,
        count(case when not is_previous and amount is null then 1 end) as unknown_now,
        count(case when is_previous and amount is null then 1 end) as unknown_before,
        count(case when not is_certain then 1 end) as uncertain
    from shares_by_reading
    group by election_id, reading, compared_as
),
shares_left as (
    -- What the known shares of each election lack to 100. Shares that are only printed may lack a unit of
    -- their last decimal each.
    select
        election_id,
        max(case when not is_previous then share_left_pct end) as left_now_pct,
        max(case when is_previous then share_left_pct end) as left_before_pct
    from (
        select
            election_id,
            is_previous,
            greatest(100 - sum(cast(exact_share_pct as decimal(38, 12))), 0)
            + sum(share_slack_pct) as share_left_pct
        from standings
        where alliance_contestant_id is null and share_base = 'valid votes' and is_valid
        group by election_id, is_previous
    ) as shares_left_by_ballot
    group by election_id
),
changes_by_reading as (
    select
        election_id,
        reading,
        count(now_pct) as known_now,
        count(before_pct) as known_before,
        sum(unknown_now) as unknown_now,
        sum(unknown_before) as unknown_before,
        sum(uncertain) > 0 as is_uncertain,
        sum(
            case when contestants_now = 0 or contestants_before = 0
                then coalesce(now_pct, before_pct, 0) else 0 end
        ) / 2.0 as entry_exit,
        sum(
            case when contestants_now > 0 and contestants_before > 0
                then abs(coalesce(now_pct, 0) - coalesce(before_pct, 0)) else 0 end
        ) / 2.0 as switching,
        sum(
            case when unknown_now > 0 then greatest(coalesce(before_pct, 0) - coalesce(now_pct, 0), 0) else 0 end
            + case when unknown_before > 0 then greatest(coalesce(now_pct, 0) - coalesce(before_pct, 0), 0) else 0 end
        ) / 2.0 as change_with_unknown
    from shares_compared
    group by election_id, reading
),
changes_with_bounds as (
    -- How much the unknown shares of both elections together can add or take away.
    select
        changes_by_reading.*,
        entry_exit + switching as volatility,
        (
            case when unknown_now > 0 then coalesce(shares_left.left_now_pct, 100) else 0 end
            + case when unknown_before > 0 then coalesce(shares_left.left_before_pct, 100) else 0 end
        ) / 2.0 as unknown_change
    from changes_by_reading
    left join shares_left on shares_left.election_id = changes_by_reading.election_id
),
elections_in_doubt as (
    select distinct election_id
    from like_for_like
    where measure = 'votes' and is_in_doubt
),
changes_in_doubt as (
    select
        changes_with_bounds.*,
        changes_with_bounds.reading <> 'same name' and elections_in_doubt.election_id is not null as is_in_doubt
    from changes_with_bounds
    left join elections_in_doubt on elections_in_doubt.election_id = changes_with_bounds.election_id
),
changes_rounded as (
    select
        election_id,
        reading,
        known_now,
        known_before,
        is_uncertain,
        is_in_doubt,
        known_now > 0 and known_before > 0 and not is_uncertain and not is_in_doubt as are_both_known,
        round(cast(volatility as decimal(38, 12)), 2) as volatility,
        round(cast(entry_exit as decimal(38, 12)), 2) as entry_exit,
        round(cast(switching as decimal(38, 12)), 2) as switching,
        round(cast(greatest(volatility - least(change_with_unknown, unknown_change), 0) as decimal(38, 12)), 2)
            as lowest,
        round(cast(greatest(volatility, least(volatility + unknown_change, 100)) as decimal(38, 12)), 2) as highest
    from changes_in_doubt
)
select
    election_context.election_id,
    election_context.election,
    election_context.country,
    election_context.first_polling_on,
    election_context.previous_election_id,
    readings.reading,                                           -- who continues whom, as above
    readings.reading = 'families' as is_default,                -- true: the usual reading
    case when changes.are_both_known and changes.lowest = changes.highest
        then cast(changes.volatility as double) end
        as volatility,                                          -- percentage points, 0 to 100; null: see missing
    case when changes.are_both_known and changes.lowest = changes.highest
        then cast(changes.entry_exit as double) end
        as entry_exit,                                          -- the part of those who stood only once
    case when changes.are_both_known and changes.lowest = changes.highest
        then cast(changes.switching as double) end
        as switching,                                           -- the part of those who stood at both
    case when changes.are_both_known then cast(changes.lowest as double) end
        as lowest_volatility,                                   -- whatever the unknown shares are, it is not lower
    case when changes.are_both_known then cast(changes.highest as double) end
        as highest_volatility,                                  -- nor higher
    case
        when election_context.missing_previous_votes is not null then election_context.missing_previous_votes
        when coalesce(changes.known_now, 0) = 0 then 'no shares of valid votes by contestant'
        when coalesce(changes.known_before, 0) = 0 then 'no shares of valid votes by contestant before'
        when changes.is_in_doubt then 'somebody may have been an unnamed member of an alliance'
        when changes.is_uncertain then 'which list is the largest heir is not known'
        when changes.lowest <> changes.highest then 'the share of somebody who stood is not known'
    end as missing
from election_context
cross join readings
left join changes_rounded as changes
    on changes.election_id = election_context.election_id
    and changes.reading = readings.reading
    and election_context.missing_previous_votes is null
where election_context.body_kind = 'legislature'
order by election_context.election_id, readings.reading
