-- Seats and shares now and before, under the same name
--
-- What stands under a name at an election to a chamber beside what stood under it at the election before: a party
-- beside itself, an alliance beside the alliance of that name, independents beside independents. Who is there at one
-- of the two only has a row as well. seat_swing and vote_swing take the differences, and compare like for like too.
--
-- key: election_id, contestant_id, previous_contestant_id
with standing as (
    select standings.*
    from standings
    join elections on elections.election_id = standings.election_id
    join bodies on bodies.body_id = elections.body_id and bodies.kind = 'legislature'
    where not standings.is_local
)
select
    coalesce(now.election_id, earlier.election_id) as election_id,  -- the election
    now.contestant_id,                                          -- the contestant; null: it stood before and not now
    coalesce(now.contestant, earlier.contestant) as contestant, -- its name, the earlier one where it does not stand now
    coalesce(now.kind, earlier.kind) as kind,                   -- party list, alliance, joint list or independents
    coalesce(now.alliance, earlier.alliance) as alliance,       -- alliance in whose row it is counted too; leave these rows out where you add up
    now.seats,                                                  -- seats now; null: not known, or it does not stand
    now.vote_share_pct,                                         -- votes per 100 of share_base now; null: not known, or it does not stand
    now.share_base,                                             -- what that is a share of
    earlier.contestant_id as previous_contestant_id,            -- the same at the previous election; null: it did not stand
    earlier.alliance_contestant_id as previous_alliance_contestant_id,  -- alliance in whose row that was counted too; null: none, or it did not stand
    earlier.seats as seats_before,                              -- seats then; null: not known, or it did not stand
    earlier.vote_share_pct as vote_share_before_pct,            -- votes per 100 then; null: not known, or it did not stand
    earlier.share_base as share_base_before                     -- what that was a share of
from (select * from standing where not is_previous) as now
full join (select * from standing where is_previous) as earlier
    on earlier.election_id = now.election_id
    and earlier.identity = now.identity
order by coalesce(now.election_id, earlier.election_id), now.contestant_id nulls last, earlier.contestant_id nulls last
