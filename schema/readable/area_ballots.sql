-- The rows of area_ballot_figures with their ids.
select
    area_ballot_figures.election_id,
    numbered_returns.return_id,
    numbered_areas.area_id,
    area_ballot_figures.registered_voters,
    area_ballot_figures.ballots_cast,
    area_ballot_figures.valid_votes,
    area_ballot_figures.invalid_votes
from area_ballot_figures
join numbered_returns
    on numbered_returns.election_id = area_ballot_figures.election_id
    and numbered_returns.return_number = area_ballot_figures.return_number
join numbered_areas on numbered_areas.area_number = area_ballot_figures.area_number
