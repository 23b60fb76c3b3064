-- The rows of area_figures with their ids.
select
    area_figures.election_id,
    numbered_returns.return_id,
    numbered_areas.area_id,
    numbered_contestants.contestant_id,
    area_figures.votes,
    area_figures.seats
from area_figures
join numbered_returns
    on numbered_returns.election_id = area_figures.election_id
    and numbered_returns.return_number = area_figures.return_number
join numbered_areas on numbered_areas.area_number = area_figures.area_number
join numbered_contestants on numbered_contestants.contestant_number = area_figures.contestant_number
