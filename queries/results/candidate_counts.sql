-- Who applied, was allowed to stand and stood
--
-- Who applied, who was allowed to stand and who stood, as each source counts, and how many that is for each seat.
--
-- key: election_id, measure_id, source_id, locator
select
    statistics.election_id,                                     -- the election
    elections.election,                                 -- its name
    countries.country,                                  -- where it was held
    elections.first_polling_on,                                 -- main polling day
    statistics.measure_id,                                      -- entrants, approved_candidates, candidates, independent_candidates, independent_lists, women_candidates or women_candidates_national_list
    measures.description,                                       -- what is counted
    contestants.contestant,                            -- the contestant it is about; null: all
    statistics.qualifier,                                       -- exact, about, at least or at most, as the source words it
    statistics.amount,                                          -- the number
    cast(round(cast(1.0 * statistics.amount / nullif(elections.seats, 0) as decimal(18, 6)), 2) as double) as per_seat,  -- the number for each seat at stake; null for an office of one person
    statistics.source_id,                                       -- who counted
    sources.source,                                    -- title of the publication
    statistics.locator                                            -- where in it
from statistics
join elections on elections.election_id = statistics.election_id
join bodies on bodies.body_id = elections.body_id
join countries on countries.country_id = bodies.country_id
join measures on measures.measure_id = statistics.measure_id
join sources on sources.source_id = statistics.source_id
left join contestants on contestants.contestant_id = statistics.contestant_id
where statistics.measure_id in ('entrants', 'approved_candidates', 'candidates', 'independent_candidates', 'independent_lists', 'women_candidates', 'women_candidates_national_list')
order by statistics.election_id, statistics.measure_id, statistics.source_id, statistics.locator
