-- Votes behind each seat
--
-- How many votes stood behind each seat a contestant won.
--
-- key: contestant_id
select
    outcomes.election_id,                                       -- the election
    outcomes.election,                                          -- its name
    outcomes.country,                                           -- where it was held
    outcomes.first_polling_on,                                  -- main polling day
    outcomes.contestant_id,                                     -- the contestant
    outcomes.contestant,                                        -- its name
    outcomes.alliance,                                          -- alliance in whose row it is counted too
    outcomes.votes,                                             -- votes; null: not known
    outcomes.seats,                                             -- seats; null: not known
    cast(round(cast(cast(outcomes.votes as double) / nullif(outcomes.seats, 0) as decimal(18, 6)), 0) as bigint)
        as votes_per_seat,                                      -- votes for each seat, rounded to whole votes; null: see missing
    case
        when outcomes.votes is null then 'votes not known'
        when outcomes.seats is null then 'seats not known'
        when outcomes.seats = 0 then 'no seat'
    end as missing                                              -- why there is no value; null when there is one
from outcomes
join elections on elections.election_id = outcomes.election_id
join bodies on bodies.body_id = elections.body_id and bodies.kind = 'legislature'
order by outcomes.election_id, votes_per_seat nulls last, outcomes.contestant_id
