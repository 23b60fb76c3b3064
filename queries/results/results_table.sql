-- Results as a newspaper prints them
--
-- Contestant, votes, share, change in share, seats, change in seats: the contestants of an election from the largest
-- down, members of an alliance below it, with its name beside theirs.
--
-- key: contestant_id
with alliance_seats as (
    select election_id, contestant_id, seats, vote_share_pct from outcomes
)
select
    outcomes.election_id,                                       -- the election
    outcomes.election,                                          -- its name
    outcomes.country,                                           -- where it was held
    outcomes.first_polling_on,                                  -- main polling day
    outcomes.contestant_id,                                     -- the contestant
    outcomes.contestant,                                        -- its name
    outcomes.alliance,                                          -- alliance in whose row it is counted too; leave these rows out where you add up
    outcomes.votes,                                             -- votes; null: not known
    outcomes.vote_share_pct,                                    -- votes per 100 of share_base; null: not known
    outcomes.share_base,                                        -- what the share is a share of
    vote_swing.vote_swing_pp,                                   -- change in share under the same name, percentage points; null: not known or not comparable
    outcomes.seats,                                             -- seats; null: not known, or an office
    seat_swing.seat_change,                                     -- change in seats under the same name; null: see before
    seat_swing.status_before                                           -- how it stood before, or why it is not there now; see seat_swing
from outcomes
left join alliance_seats
    on alliance_seats.election_id = outcomes.election_id
    and alliance_seats.contestant_id = coalesce(outcomes.alliance_contestant_id, outcomes.contestant_id)
left join vote_swing on vote_swing.election_id = outcomes.election_id and vote_swing.contestant_id = outcomes.contestant_id
left join seat_swing on seat_swing.election_id = outcomes.election_id and seat_swing.contestant_id = outcomes.contestant_id
order by
    outcomes.election_id, alliance_seats.seats desc nulls last, alliance_seats.vote_share_pct desc nulls last,
    coalesce(outcomes.alliance_contestant_id, outcomes.contestant_id), outcomes.alliance_contestant_id nulls first,
    outcomes.seats desc nulls last, outcomes.contestant_id
