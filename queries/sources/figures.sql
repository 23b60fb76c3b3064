-- Every published figure
--
-- One row for each figure that a source prints about an election, whatever others print: results by contestant,
-- register and ballots, statistics, quotas, seats by area, thresholds. is_used marks the one the database goes by:
-- for results and turnout by the rank of the return, for all else by the rank of the kind of source (source_kinds),
-- an exact figure before a rounded one, and among equals the figure that more witnesses give.
--
-- key: election_id, figure, tier, contestant_id, area_id, source_id, return_id, locator
with printed as (
    select
        results.election_id,
        results.contestant_id,
        cast(null as varchar) as area_id,
        case
            when counts.figure <> 'vote share' then counts.figure
            when returns.share_base = 'other' then 'vote share of another base'
            else 'vote share of ' || returns.share_base
        end as figure,
        returns.tier,
        case counts.figure
            when 'votes' then cast(results.votes as double)
            when 'seats' then cast(results.seats as double)
            else cast(results.vote_share_pct as double)
        end as value,
        case
            when counts.figure = 'votes' then cast(returns.counts_rounded_to as double)
            when counts.figure = 'seats' or returns.share_decimals = 0 then 1.0
            when returns.share_decimals = 1 then 0.1
            else 0.01
        end as unit,
        'exact' as qualifier,
        results.return_id,
        returns.source_id,
        returns.stage,
        coalesce(results.locator, returns.locator) as locator,
        case counts.figure when 'seats' then outcomes.seats_return_id else outcomes.votes_return_id end = results.return_id as is_used,
        returns.note
    from results
    join returns on returns.election_id = results.election_id and returns.return_id = results.return_id
    join outcomes on outcomes.election_id = results.election_id and outcomes.contestant_id = results.contestant_id
    cross join (select 'votes' as figure union all select 'vote share' union all select 'seats') as counts
    union all
    select returns.election_id, null, null, accounts.figure, returns.tier, case accounts.figure when 'registered voters' then cast(returns.registered_voters as double) when 'ballots cast' then cast(returns.ballots_cast as double) when 'valid votes' then cast(returns.valid_votes as double) when 'invalid votes' then cast(returns.invalid_votes as double) else cast(returns.turnout_pct as double) end as value, case when accounts.figure <> 'turnout' then cast(returns.counts_rounded_to as double) when returns.turnout_decimals = 0 then 1.0 when returns.turnout_decimals = 1 then 0.1 else 0.01 end, 'exact', returns.return_id, returns.source_id, returns.stage, returns.locator, turnout.return_id = returns.return_id, returns.note
    from returns
    join turnout on turnout.election_id = returns.election_id
    cross join (
        select 'registered voters' as figure
        union all select 'ballots cast'
        union all select 'valid votes'
        union all select 'invalid votes'
        union all select 'turnout'
    ) as accounts
    union all
    select statistics.election_id, statistics.contestant_id, null, statistics.measure_id, 'whole', coalesce(cast(statistics.amount as double), cast(statistics.percentage as double)), coalesce(cast(statistics.rounded_to as double), case statistics.decimals when 0 then 1.0 when 1 then 0.1 else 0.01 end), statistics.qualifier, null, statistics.source_id, null, statistics.locator, null, statistics.note
    from statistics
    union all
    select election_id, null, null, 'seats_at_stake', 'whole', cast(seats as double), 1.0, 'exact', null, source_id, null, locator, true, null
    from elections
    where seats is not null
    union all
    select contestants.election_id, reserved_seats.contestant_id, null, 'reserved seats', 'whole', cast(reserved_seats.seats as double), 1.0, 'exact', null, reserved_seats.source_id, null, reserved_seats.locator, null, null
    from reserved_seats
    join contestants on contestants.contestant_id = reserved_seats.contestant_id
    union all
    select election_id, null, area_id, 'seats of the area', 'whole', cast(seats as double), 1.0, 'exact', null, source_id, null, locator, true, null
    from area_seats
    union all
    select election_id, null, null, 'threshold of ' || purpose, 'whole', cast(round(cast(100.0 * numerator / nullif(denominator, 0) as decimal(18, 6)), 2) as double), 0.01, 'exact', null, source_id, null, locator, null, null
    from thresholds
),
agreements as (
    select statistics.election_id, statistics.measure_id, statistics.contestant_id, cast(coalesce(statistics.amount, statistics.percentage) as double) as value, count(distinct coalesce(sources.lineage, sources.source_id)) as witnesses
    from statistics
    join sources on sources.source_id = statistics.source_id
    group by statistics.election_id, statistics.measure_id, statistics.contestant_id, cast(coalesce(statistics.amount, statistics.percentage) as double)
),
chosen as (
    select
        printed.*,
        coalesce(
            printed.is_used,
            printed.return_id is null and printed.figure <> 'seats_at_stake' and row_number() over (
                partition by printed.election_id, printed.figure, printed.contestant_id, printed.return_id is null
                order by source_kinds.rank, case printed.qualifier when 'exact' then 0 else 1 end, printed.unit, coalesce(agreements.witnesses, 0) desc, printed.source_id, printed.locator
            ) = 1
        ) as is_used_here
    from printed
    join sources on sources.source_id = printed.source_id
    join source_kinds on source_kinds.kind = sources.kind
    left join agreements
        on agreements.election_id = printed.election_id
        and agreements.measure_id = printed.figure
        and agreements.contestant_id is not distinct from printed.contestant_id
        and agreements.value = printed.value
    where printed.value is not null
)
select
    elections.election_id,                                      -- the election
    elections.election,                                 -- its name
    countries.country,                                  -- where it was held
    elections.first_polling_on,                                 -- main polling day
    chosen.figure,                                              -- what is counted; measures says what each count means
    chosen.tier,                                                -- whole: the election; else the one of two ballots it was cast on
    chosen.contestant_id,                                       -- the contestant it is about; null: the election or an area
    chosen.area_id,                                             -- the area it is about; null: the election or a contestant
    coalesce(contestants.contestant, areas.area, 'the election') as subject,  -- what it is about, in words
    chosen.value,                                               -- the figure
    chosen.unit,                                                -- what it is rounded to: 1 for an exact count, 0.01 for a share with two decimals
    chosen.qualifier,                                           -- exact, about, at least or at most, as the source words it
    chosen.is_used_here as is_used,                             -- true: the database goes by this one
    chosen.stage,                                               -- stage of the return; null outside returns
    chosen.return_id,                                           -- the return it stands in; null outside returns
    sources.source_id,                                          -- who prints it
    sources.publisher,                                          -- who stands behind that
    sources.source,                                    -- title of the publication
    sources.kind as source_kind,                                -- who speaks
    coalesce(sources.lineage, sources.source_id) as witness,    -- sources with the same word copy from one another and count as one witness, even where they differ
    chosen.locator,                                               -- where in the source
    sources.url,                                                -- address; null when only on paper
    chosen.note                                                 -- what a reader must know of it; null when nothing
from chosen
join elections on elections.election_id = chosen.election_id
join bodies on bodies.body_id = elections.body_id
join countries on countries.country_id = bodies.country_id
join sources on sources.source_id = chosen.source_id
left join contestants on contestants.contestant_id = chosen.contestant_id
left join areas on areas.area_id = chosen.area_id
order by elections.election_id, chosen.figure, chosen.tier, subject, is_used desc, sources.source_id, chosen.return_id, chosen.locator
