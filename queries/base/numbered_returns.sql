-- Returns and their numbers
--
-- One row per return with the number that stands for it where there are rows by the million, and with what is asked
-- of it there. Numbers follow the order of elections and ids of this file and are no names.
--
-- key:   return_number
-- kept:  as a table, because rows by the million are made of its numbers
-- order: none, because whoever joins it puts its own rows in order
select
    cast(row_number() over (order by election_id, return_id) as integer) as return_number,
    election_id,
    return_id,
    source_id,                                                  -- source of the return
    rank,                                                       -- rank of the return; 1 is the highest; null: unused
    tier,                                                       -- whole: the election; else one of its two ballots
    names_everyone,                                             -- true: it names everyone who stood
    counts_rounded_to                                           -- 1: its votes are exact; else what they are rounded to
from returns
