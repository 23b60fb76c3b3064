-- Turnout against the election before
--
-- Turnout against the previous election of the same body, in percentage points. Two turnouts can be compared only
-- where both are shares of the same thing: is_comparable says whether they are, and the change is given either way
-- because papers print it either way.
--
-- key: election_id
select
    turnout.election_id,                                        -- the election
    turnout.election,                                           -- its name
    turnout.country,                                            -- where it was held
    turnout.first_polling_on,                                   -- main polling day
    turnout.turnout_pct,                                        -- turnout, 0 to 100
    turnout.turnout_base,                                       -- what it is a share of
    predecessors.previous_election_id,                          -- the previous election of the same body; null when none is known
    previous.turnout_pct as turnout_before_pct,                 -- turnout then
    previous.turnout_base as turnout_base_before,               -- what that was a share of
    cast(round(cast(turnout.turnout_pct - previous.turnout_pct as decimal(18, 6)), 2) as double)
        as turnout_change_pp,                                   -- percentage points; below 0 when fewer came than before; null: one of the two is not known
    case when turnout.turnout_pct is not null and previous.turnout_pct is not null
        then turnout.turnout_base = previous.turnout_base and turnout.turnout_base <> 'not stated' end
        as is_comparable,                                       -- true: both are stated to be shares of the same thing; null: one of the two is not known
    case
        when predecessors.previous_election_id is null then 'no previous election in the file'
        when turnout.turnout_pct is null then 'turnout not known'
        when previous.turnout_pct is null then 'turnout before not known'
    end as missing                                              -- why there is no change; null when there is one
from turnout
left join predecessors on predecessors.election_id = turnout.election_id
left join turnout as previous on previous.election_id = predecessors.previous_election_id
order by turnout.country, turnout.first_polling_on, turnout.election_id
