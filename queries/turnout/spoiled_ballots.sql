-- Blank and spoiled ballots
--
-- Ballots that were blank or spoiled, per 100 ballots cast. The rate is computed from the counts of the return that
-- the database goes by; where a source prints a rate of its own, that rate has a row beside it. Look at ballot before
-- comparing: where each voter casts two ballots, each of the two has its own rate.
--
-- key: election_id, origin, ballot, source_id, locator
with ballots_by_election as (
    select
        election_id,
        election,
        country,
        first_polling_on,
        coalesce(ballots_cast, valid_votes + invalid_votes) as ballots_cast,
        coalesce(invalid_votes, case when valid_votes <= ballots_cast then ballots_cast - valid_votes end)
            as invalid_votes,
        valid_votes > ballots_cast as has_too_many_valid_votes,
        source_id,
        return_id
    from turnout
)
select
    election_id,
    election,
    country,
    first_polling_on,
    'computed' as origin,                                       -- computed: from counts; printed: by a source itself
    'whole' as ballot,                                          -- whole: all ballots; national list: the second of two
    invalid_votes,                                              -- ballots blank or spoiled; null: not known
    case when invalid_votes <= ballots_cast and not coalesce(has_too_many_valid_votes, false)
        then cast(round(cast(100.0 * invalid_votes / nullif(ballots_cast, 0) as decimal(38, 12)), 2) as double) end
        as spoiled_ballots_pct,                                 -- per 100 ballots cast; null: see missing
    'exact' as qualifier,
    source_id,                                                  -- who prints the counts, or the rate
    return_id as locator,                                       -- the return, or where in the source the rate is
    case
        when has_too_many_valid_votes then 'more valid votes than ballots'
        when ballots_cast is null or invalid_votes is null then 'ballots not known'
        when invalid_votes > ballots_cast then 'more invalid votes than ballots'
        when ballots_cast = 0 then 'no ballots'
    end as missing
from ballots_by_election
union all
select
    statistics.election_id,
    election_context.election,
    election_context.country,
    election_context.first_polling_on,
    'printed',
    case statistics.measure_id when 'invalid_share_national_list' then 'national list' else 'whole' end,
    null,
    cast(statistics.percentage as double),
    statistics.qualifier,
    statistics.source_id,
    statistics.locator,
    null
from statistics
join election_context on election_context.election_id = statistics.election_id
where statistics.measure_id in ('invalid_share', 'invalid_share_national_list')
order by election_id, origin, ballot, source_id, locator
