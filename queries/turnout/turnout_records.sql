-- Turnout records
--
-- How each election's turnout ranks among those that the file has of the same body, so that "the lowest in history" can
-- be checked: as far as the file goes back, and no further. Only like is compared with like: general elections,
-- by-elections and partial renewals apart, each round apart, and nothing with a poll that was declared void. Two
-- turnouts that differ by less than one of them is rounded to may be either way: no record depends on them. A record
-- among turnouts that are shares of different things is given because papers print it; are_comparable says whether all
-- are shares of the same thing.
--
-- key: election_id
with known_turnouts as (
    select
        elections.body_id,
        elections.scope,
        elections.round,
        turnout.election_id,
        turnout.first_polling_on,
        cast(turnout.exact_turnout_pct as decimal(38, 12)) as exact_turnout_pct,
        cast(turnout.turnout_slack_pct as decimal(38, 12)) as turnout_slack_pct,
        turnout.turnout_base
    from turnout
    join elections on elections.election_id = turnout.election_id
    where turnout.turnout_pct is not null and not elections.is_annulled
),
pairs as (
    -- Each election beside every one of its kind, itself included; side says where that one is.
    select
        turnout.election_id,
        rivals.election_id as rival_election_id,
        rivals.first_polling_on,
        rivals.turnout_base,
        rivals.first_polling_on <= turnout.first_polling_on as is_until_then,
        case
            when rivals.election_id = turnout.election_id then 'level'
            when
                abs(rivals.exact_turnout_pct - cast(turnout.exact_turnout_pct as decimal(38, 12)))
                < greatest(rivals.turnout_slack_pct, cast(turnout.turnout_slack_pct as decimal(38, 12)))
            then 'not known'
            when rivals.exact_turnout_pct < cast(turnout.exact_turnout_pct as decimal(38, 12)) then 'lower'
            when rivals.exact_turnout_pct > cast(turnout.exact_turnout_pct as decimal(38, 12)) then 'higher'
            else 'level'
        end as side
    from turnout
    join election_context on election_context.election_id = turnout.election_id
    left join known_turnouts as rivals
        on rivals.body_id = election_context.body_id
        and rivals.scope = election_context.scope
        and rivals.round = election_context.round
        and not election_context.is_annulled
),
sums_by_election as (
    select
        election_id,
        count(rival_election_id) as elections_known,
        min(first_polling_on) as known_since_on,
        min(turnout_base) = max(turnout_base) and max(turnout_base) <> 'not stated' as are_comparable,
        count(case when rival_election_id = election_id then 1 end) = 1 as is_known,
        count(case when side = 'lower' then 1 end) as lower_ones,
        count(case when side = 'higher' then 1 end) as higher_ones,
        count(case when side = 'not known' then 1 end) as unknown_ones,
        count(case when side = 'lower' and is_until_then then 1 end) as lower_until_then,
        count(case when side = 'higher' and is_until_then then 1 end) as higher_until_then,
        count(case when side = 'not known' and is_until_then then 1 end) as unknown_until_then
    from pairs
    group by election_id
)
select
    turnout.election_id,
    turnout.election,
    election_context.body,                                      -- the chamber or office
    turnout.country,
    turnout.first_polling_on,
    election_context.scope,                                     -- general, by-election or partial renewal
    election_context.round,                                     -- 1: the only round or the first; 2: the second
    turnout.turnout_pct,
    turnout.turnout_base,
    cast(sums.elections_known as bigint) as elections_known,    -- elections of the body with a known turnout
    sums.known_since_on,                                        -- the earliest of them
    sums.are_comparable,                                        -- true: all are stated to be shares of the same thing
    case when sums.lower_ones > 0 then false when sums.is_known and sums.unknown_ones = 0 then true end
        as is_lowest,                                           -- true: none of them is lower; null: not known
    case when sums.higher_ones > 0 then false when sums.is_known and sums.unknown_ones = 0 then true end
        as is_highest,                                          -- true: none of them is higher; null: not known
    case when sums.lower_until_then > 0 then false when sums.is_known and sums.unknown_until_then = 0 then true end
        as was_lowest,                                          -- true: none up to its day was lower; null: not known
    case when sums.higher_until_then > 0 then false when sums.is_known and sums.unknown_until_then = 0 then true end
        as was_highest                                          -- true: none up to its day was higher; null: not known
from turnout
join election_context on election_context.election_id = turnout.election_id
join sums_by_election as sums on sums.election_id = turnout.election_id
order by turnout.country, election_context.body, turnout.first_polling_on, turnout.election_id
