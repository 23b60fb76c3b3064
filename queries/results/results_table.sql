-- Results as a newspaper prints them
--
-- Contestant, votes, share, change in share, seats, change in seats: the contestants of an election from the largest
-- down. Members of an alliance stand below it, with its name beside theirs.
--
-- key: contestant_id
select
    outcomes.election_id,
    outcomes.election,
    outcomes.country,
    outcomes.first_polling_on,
    outcomes.contestant_id,
    outcomes.contestant,
    outcomes.alliance,
    outcomes.votes,
    outcomes.vote_share_pct,
    outcomes.share_base,
    vote_swing.vote_swing_pp,                                   -- percentage points, same name; null: see vote_swing
    outcomes.seats,                                             -- seats won; null: not known, or an office
    seat_swing.seat_change,                                     -- seats won or lost, same name; null: see status_before
    seat_swing.status_before                                    -- how it stood before; see seat_swing
from outcomes
left join outcomes as alliances_or_themselves
    on alliances_or_themselves.election_id = outcomes.election_id
    and alliances_or_themselves.contestant_id = coalesce(outcomes.alliance_contestant_id, outcomes.contestant_id)
left join vote_swing
    on vote_swing.election_id = outcomes.election_id
    and vote_swing.contestant_id = outcomes.contestant_id
left join seat_swing
    on seat_swing.election_id = outcomes.election_id
    and seat_swing.contestant_id = outcomes.contestant_id
order by
    outcomes.election_id,
    alliances_or_themselves.seats desc nulls last,
    alliances_or_themselves.vote_share_pct desc nulls last,
    alliances_or_themselves.contestant_id,
    outcomes.alliance_contestant_id nulls first,
    outcomes.seats desc nulls last,
    outcomes.contestant_id
