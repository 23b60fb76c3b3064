-- Blank and spoiled ballots
--
-- Ballots that were blank or spoiled, per 100 ballots cast: from the counts of the return the database goes by and,
-- where a source prints a rate of its own, beside it. Mind the ballot: where voters cast two, each has its own rate.
--
-- key: election_id, origin, ballot, source_id, locator
select
    turnout.election_id,                                        -- the election
    turnout.election,                                           -- its name
    turnout.country,                                            -- where it was held
    turnout.first_polling_on,                                   -- main polling day
    'computed' as origin,                                       -- computed: from counts; printed: a rate that a source prints
    'whole' as ballot,                                          -- whole: all ballots; national list: the second of two
    coalesce(turnout.invalid_votes, turnout.ballots_cast - turnout.valid_votes) as invalid_votes,  -- ballots blank or spoiled; null: not known
    cast(round(cast(100.0 * coalesce(turnout.invalid_votes, turnout.ballots_cast - turnout.valid_votes) / nullif(coalesce(turnout.ballots_cast, turnout.valid_votes + turnout.invalid_votes), 0) as decimal(18, 6)), 2) as double)
        as spoiled_ballots_pct,                                 -- per 100 ballots cast; null: see missing
    'exact' as qualifier,                                       -- exact, about, at least or at most, as the source words it
    turnout.source_id,                                          -- who prints the counts, or the rate
    turnout.return_id as locator,                                 -- the return, or where in the source the rate stands
    case when coalesce(turnout.ballots_cast, turnout.valid_votes + turnout.invalid_votes) is null or coalesce(turnout.invalid_votes, turnout.ballots_cast - turnout.valid_votes) is null then 'ballots not known' end
        as missing                                              -- why there is no rate; null when there is one
from turnout
union all
select
    statistics.election_id,
    elections.election,
    countries.country,
    elections.first_polling_on,
    'printed',
    case statistics.measure_id when 'invalid_share_national_list' then 'national list' else 'whole' end,
    null,
    cast(statistics.percentage as double),
    statistics.qualifier,
    statistics.source_id,
    statistics.locator,
    null
from statistics
join elections on elections.election_id = statistics.election_id
join bodies on bodies.body_id = elections.body_id
join countries on countries.country_id = bodies.country_id
where statistics.measure_id in ('invalid_share', 'invalid_share_national_list')
order by election_id, origin, ballot, source_id, locator
