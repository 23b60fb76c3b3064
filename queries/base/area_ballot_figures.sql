-- Ballots in every area, by numbers
--
-- The rows of area_ballots with numbers in the place of their ids, as area_figures has those of area_results.
--
-- key:   election_id, return_number, area_number
-- kept:  as a table, because area_ballots is shown from it
-- order: none, because it is read by the million and whoever reads it puts its own rows in order
select
    area_ballots.election_id,
    numbered_returns.return_number,
    numbered_areas.area_number,
    area_ballots.registered_voters,                             -- voters on its register; null: not said
    area_ballots.ballots_cast,                                  -- ballots cast there; null: not said
    area_ballots.valid_votes,                                   -- valid votes there; null: not said
    area_ballots.invalid_votes                                  -- invalid votes there; null: not said
from area_ballots
join numbered_returns on numbered_returns.return_id = area_ballots.return_id
join numbered_areas on numbered_areas.area_id = area_ballots.area_id
