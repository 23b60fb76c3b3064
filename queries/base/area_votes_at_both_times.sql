-- Votes in areas, now and before
--
-- The votes of every identity (area_entries) in every area now and, under the id of the same election, at the election
-- before it. Those who have one identity together are one row, whose votes are known where those of all are.
--
-- key:   election_id, is_previous, area_number, identity_number
-- order: none, because it is read by the million and whoever reads it puts its own rows in order
select
    election_id,
    is_previous,                                                -- true: votes at the previous election
    area_number,
    identity_number,                                            -- the identity, in area_entries
    position_by_name,                                           -- the one whose name is shown, in area_entries
    votes,                                                      -- votes there; null: not known of all of them
    true as has_all_lists                                       -- false: one of them has no row there
from area_votes_of_entries
where has_identity_alone
union all
select
    election_id,
    is_previous,
    area_number,
    identity_number,
    min(position_by_name),
    case when count(*) = count(votes) then cast(sum(votes) as bigint) end,
    sum(lists) >= max(lists_of_identity)
from area_votes_of_entries
where not has_identity_alone
group by election_id, is_previous, area_number, identity_number
