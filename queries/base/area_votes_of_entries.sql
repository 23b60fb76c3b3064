-- Votes of entries in areas, by numbers
--
-- The votes of every entry of area_entries in every area now and, under the id of the same election, at the election
-- before it. Of the rows with is_inside only those of members are here that are compared by themselves; leave them out
-- where you add up. It is a question of its own, and no step of those that read it twice, for the engine would keep the
-- rows of a step in memory.
--
-- key:   election_id, is_previous, area_number, contestant_number
-- order: none, because it is read by the million and whoever reads it puts its own rows in order
select
    area_entries.election_id,
    area_entries.is_previous,                                   -- true: votes at the previous election
    area_standings_by_number.area_number,
    area_standings_by_number.contestant_number,
    area_entries.kind,
    area_entries.own_identity_number,                           -- its own identity, in area_entries
    area_entries.identity_number,                               -- its identity, in area_entries
    area_entries.position_by_name,                              -- its place by name, in area_entries
    area_entries.position_by_party,                             -- its place by party, in area_entries
    area_entries.has_own_identity_alone,                        -- true: no other of its time has its own identity
    area_entries.has_identity_alone,                            -- true: no other of its time has its identity
    area_entries.lists,                                         -- lists of its identity that it stands for
    area_entries.lists_of_identity,                             -- all of them, at its time
    area_standings_by_number.is_inside,                         -- true: counted in the row of its alliance there too
    area_standings_by_number.countable_votes as votes           -- votes there; null: not known
from area_entries
join area_standings_by_number
    on area_standings_by_number.contestant_number = area_entries.contestant_number
where not area_standings_by_number.is_inside or area_entries.is_compared_itself
