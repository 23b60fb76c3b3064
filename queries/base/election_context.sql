-- Elections and where they were held
--
-- One row per election with what most questions show of it: its name, its chamber or office, its country and its
-- main polling day. Other questions join this one instead of three tables.
--
-- key:   election_id
-- kept:  as a table, because fifty questions read it
-- order: none, because whoever joins it puts its own rows in order
select
    elections.election_id,
    elections.election,
    elections.kind,                                             -- direct vote, or referendum on one candidate
    bodies.body_id,                                             -- the chamber or office it fills
    bodies.body,                                                -- name of the chamber or office
    bodies.kind as body_kind,                                   -- legislature or presidency
    countries.country_id,                                       -- ISO 3166-1 alpha-2 code in lower case
    countries.country,
    elections.first_polling_on,
    elections.scope,                                            -- general, by-election or partial renewal
    elections.round,                                            -- 1: the only round or the first; 2: the second
    elections.is_annulled,                                      -- true: declared void
    elections.seats,                                            -- members to elect; null: an office, or not known
    elections.chamber_seats                                     -- all members; null: an office, or not known
from elections
join bodies on bodies.body_id = elections.body_id
join countries on countries.country_id = bodies.country_id
