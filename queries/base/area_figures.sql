-- Figures of every area, by numbers
--
-- The rows of area_results with numbers in the place of their ids. A number is compared, grouped and kept at a
-- fraction of what a text costs, which is felt where there are rows by the million. The file keeps these rows, and
-- shows them with their ids as area_results.
--
-- key:   election_id, return_number, area_number, contestant_number
-- kept:  as a table, because area_results is shown from it
-- order: none, because it is read by the million and whoever reads it puts its own rows in order
select
    area_results.election_id,
    numbered_returns.return_number,
    numbered_areas.area_number,
    numbered_contestants.contestant_number,
    area_results.votes,                                         -- votes there; null: the source does not say
    area_results.seats                                          -- seats there; null: the source does not say
from area_results
join numbered_returns on numbered_returns.return_id = area_results.return_id
join numbered_areas on numbered_areas.area_id = area_results.area_id
join numbered_contestants on numbered_contestants.contestant_id = area_results.contestant_id
