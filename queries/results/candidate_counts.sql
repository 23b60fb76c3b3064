-- Who applied, was admitted and stood
--
-- Who applied, who was allowed to stand and who stood, as each source counts, and how many that is for each seat.
-- measure_id says what is counted:
--   entrants, approved_candidates, candidates
--   independent_candidates, independent_lists
--   women_candidates, women_candidates_national_list
--
-- key: election_id, measure_id, source_id, locator
select
    statistics.election_id,
    election_context.election,
    election_context.country,
    election_context.first_polling_on,
    election_context.scope,                                     -- general, by-election or partial renewal
    election_context.round,                                     -- 1: the only round or the first; 2: the second
    election_context.is_annulled,                               -- true: declared void
    statistics.measure_id,                                      -- one of the words above
    measures.description,                                       -- what is counted, in one sentence
    contestants.contestant,                                     -- the contestant it is about; null: all
    statistics.qualifier,
    statistics.amount,                                          -- the number
    statistics.rounded_to,                                      -- 1: exact; else what the number is rounded to
    cast(round(cast(1.0 * statistics.amount / nullif(election_context.seats, 0) as decimal(38, 12)), 2) as double)
        as per_seat,                                            -- the number for each seat at stake; null: an office
    statistics.source_id,
    sources.source,
    statistics.locator
from statistics
join election_context on election_context.election_id = statistics.election_id
join measures on measures.measure_id = statistics.measure_id
join sources on sources.source_id = statistics.source_id
left join contestants on contestants.contestant_id = statistics.contestant_id
where
    statistics.measure_id in (
        'entrants',
        'approved_candidates',
        'candidates',
        'independent_candidates',
        'independent_lists',
        'women_candidates',
        'women_candidates_national_list'
    )
order by statistics.election_id, statistics.measure_id, statistics.source_id, statistics.locator
