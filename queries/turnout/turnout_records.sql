-- Turnout records
--
-- How each election's turnout ranks among all elections of the same body in the file, so that "the lowest in history"
-- can be checked: as far as the file goes back, and no further. Only like is compared with like: general elections,
-- by-elections and partial renewals apart, each round apart, and nothing with a poll that was declared void. A record
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
        turnout.exact_turnout_pct,
        turnout.turnout_base
    from turnout
    join elections on elections.election_id = turnout.election_id
    where turnout.turnout_pct is not null and not elections.is_annulled
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
    cast(count(known_turnouts.election_id) as bigint) as elections_known,  -- elections of the body with a known turnout
    min(known_turnouts.first_polling_on) as known_since_on,     -- the earliest of them
    min(known_turnouts.turnout_base) = max(known_turnouts.turnout_base)
    and max(known_turnouts.turnout_base) <> 'not stated'
        as are_comparable,                                      -- true: all are stated to be shares of the same thing
    turnout.exact_turnout_pct = min(known_turnouts.exact_turnout_pct)
        as is_lowest,                                           -- true: none in the file is lower; null: not known
    turnout.exact_turnout_pct = max(known_turnouts.exact_turnout_pct)
        as is_highest,                                          -- true: none in the file is higher
    turnout.exact_turnout_pct = min(
        case when known_turnouts.first_polling_on <= turnout.first_polling_on then known_turnouts.exact_turnout_pct end
    ) as was_lowest,                                            -- true: none up to its day was lower
    turnout.exact_turnout_pct = max(
        case when known_turnouts.first_polling_on <= turnout.first_polling_on then known_turnouts.exact_turnout_pct end
    ) as was_highest                                            -- true: none up to its day was higher
from turnout
join election_context on election_context.election_id = turnout.election_id
left join known_turnouts
    on known_turnouts.body_id = election_context.body_id
    and known_turnouts.scope = election_context.scope
    and known_turnouts.round = election_context.round
    and not election_context.is_annulled
group by
    turnout.election_id,
    turnout.election,
    election_context.body,
    turnout.country,
    turnout.first_polling_on,
    election_context.scope,
    election_context.round,
    turnout.turnout_pct,
    turnout.exact_turnout_pct,
    turnout.turnout_base
order by turnout.country, election_context.body, turnout.first_polling_on, turnout.election_id
