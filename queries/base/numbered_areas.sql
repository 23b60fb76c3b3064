-- Areas and their numbers
--
-- One row per area with the number that stands for it where there are rows by the million. Numbers follow the order of
-- the ids of this file and are no names: another file gives others. Names stand beside them, so that a question joins
-- one table when it is done with its sums.
--
-- key:   area_number
-- kept:  as a table, because rows by the million are made of its numbers
-- order: none, because whoever joins it puts its own rows in order
select
    cast(row_number() over (order by area_id) as integer) as area_number,
    area_id,
    area,
    kind as level
from areas
