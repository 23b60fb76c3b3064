-- Turnout records
--
-- Where each election's turnout stands among all elections of the same body that the file holds, so that "the lowest
-- in history" can be checked against it: as far as the file goes back, and no further. A record among turnouts that are
-- shares of different things is given because papers print it; are_comparable says when it is one.
--
-- key: election_id
with known as (
    select
        turnout.election_id,
        elections.body_id,
        turnout.first_polling_on,
        turnout.turnout_pct,
        turnout.turnout_base
    from turnout
    join elections on elections.election_id = turnout.election_id
    where turnout.turnout_pct is not null
)
select
    turnout.election_id,                                        -- the election
    turnout.election,                                           -- its name
    bodies.body,                                        -- the chamber or office
    turnout.country,                                            -- where it was held
    turnout.first_polling_on,                                   -- main polling day
    turnout.turnout_pct,                                        -- turnout, 0 to 100; null: not known
    turnout.turnout_base,                                       -- what it is a share of
    cast(count(known.election_id) as bigint) as elections_known,  -- elections of the body with a known turnout, all years
    min(known.first_polling_on) as known_since_on,              -- the earliest of them
    min(known.turnout_base) = max(known.turnout_base) and max(known.turnout_base) <> 'not stated'
        as are_comparable,                                      -- true: all are stated to be shares of the same thing; null: no turnout known
    turnout.turnout_pct = min(known.turnout_pct) as is_lowest,  -- true: none that the file holds is lower; null: turnout not known
    turnout.turnout_pct = max(known.turnout_pct) as is_highest, -- true: none that the file holds is higher
    turnout.turnout_pct = min(case when known.first_polling_on <= turnout.first_polling_on then known.turnout_pct end)
        as was_lowest,                                          -- true: none up to its day was lower
    turnout.turnout_pct = max(case when known.first_polling_on <= turnout.first_polling_on then known.turnout_pct end)
        as was_highest                                          -- true: none up to its day was higher
from turnout
join elections on elections.election_id = turnout.election_id
join bodies on bodies.body_id = elections.body_id
left join known on known.body_id = elections.body_id
group by turnout.election_id, turnout.election, bodies.body, turnout.country, turnout.first_polling_on, turnout.turnout_pct, turnout.turnout_base
order by turnout.country, bodies.body, turnout.first_polling_on, turnout.election_id
