-- Votes of entries in areas, before
--
-- The votes of every entry of area_entries in every area at the election before, under the id of the later election, as
-- area_votes_of_entries has those now.
--
-- key:   election_id, area_number, contestant_number
-- order: none, because it is read by the million and whoever reads it puts its own rows in order
select
    area_entries.election_id,
    area_standings_by_number.area_number,
    area_standings_by_number.contestant_number,
    area_entries.kind,
    area_entries.own_identity_number,                           -- its own identity, in area_entries
    area_entries.identity_number,                               -- its identity, in area_entries
    area_entries.position_by_name,                              -- its place by name, in area_entries
    area_entries.position_by_party,                             -- its place by party, in area_entries
    area_entries.has_own_identity_alone,                        -- true: no other of its time has its own identity
    area_entries.has_identity_alone,                            -- true: no other of its time has its identity
    area_standings_by_number.countable_votes as votes           -- votes there; null: not known
from area_entries
join area_standings_by_number
    on area_standings_by_number.election_id = area_entries.stood_in_election_id
    and area_standings_by_number.contestant_number = area_entries.contestant_number
where area_entries.is_previous and not area_standings_by_number.is_inside
