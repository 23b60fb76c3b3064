-- Dates and figures that cannot be
--
-- Rules of time, size and printed form that hold for every election, whatever a source prints. integrity_checks has
-- these rows, too, and the build refuses seeds for which it has one, so in a finished file there is none.
--
-- key:   table_name, key_column, key_value, problem
-- empty: every row is an error in a seed
with counts_of_returns as (
    select return_id, counts_rounded_to, 'registered_voters' as figure, registered_voters as amount from returns
    union all
    select return_id, counts_rounded_to, 'ballots_cast', ballots_cast from returns
    union all
    select return_id, counts_rounded_to, 'valid_votes', valid_votes from returns
    union all
    select return_id, counts_rounded_to, 'invalid_votes', invalid_votes from returns
),
problems as (
    -- time; between, because DataFusion compares a span of days with a number in no other way
    select
        'elections' as table_name,
        'election_id' as key_column,
        election_id as key_value,
        'was held in ' || cast(year(first_polling_on) as varchar) || ', before any chamber was elected' as problem
    from elections
    where year(first_polling_on) < 1200
    union all
    select 'elections', 'election_id', election_id, 'has more than two years of polling'
    from elections
    where date_diff('day', first_polling_on, last_polling_on) between 732 and 1000000
    union all
    select
        'events',
        'election_id, kind, happened_on, source_id',
        events.election_id || ' ' || events.kind
        || ' ' || cast(events.happened_on as varchar) || ' ' || events.source_id,
        'lies more than ten years from the polling'
    from events
    join elections on elections.election_id = events.election_id
    where
        date_diff('day', events.happened_on, elections.first_polling_on) between 3654 and 1000000
        or date_diff('day', elections.last_polling_on, coalesce(events.until_on, events.happened_on))
            between 3654 and 1000000
    union all
    select
        'office_holders',
        'election_id, office, phase, person_id, source_id',
        office_holders.election_id || ' ' || office_holders.office || ' ' || office_holders.phase
        || ' ' || office_holders.person_id || ' ' || office_holders.source_id,
        case
            when office_holders.since_on < elections.first_polling_on
                then 'had held the office for more than sixty years'
            when office_holders.phase = 'before'
                then 'held the office before the election, but took it after the polling'
            else 'took the office more than ten years after the polling'
        end
    from office_holders
    join elections on elections.election_id = office_holders.election_id
    where
        date_diff('day', office_holders.since_on, elections.first_polling_on) between 21915 and 1000000
        or (office_holders.phase = 'before' and office_holders.since_on > elections.last_polling_on)
        or date_diff('day', elections.last_polling_on, office_holders.since_on) between 3654 and 1000000
    union all
    -- size
    select
        'area_seats',
        'election_id, area_id',
        area_seats.election_id || ' ' || area_seats.area_id,
        'fills ' || cast(area_seats.seats as varchar)
        || ' seats, beyond the ' || cast(elections.seats as varchar) || ' of the chamber'
    from area_seats
    join elections on elections.election_id = area_seats.election_id
    where area_seats.seats > elections.seats
    union all
    select
        'reserved_seats',
        'contestant_id, source_id, locator',
        reserved_seats.contestant_id || ' ' || reserved_seats.source_id || ' ' || reserved_seats.locator,
        'has ' || cast(reserved_seats.seats as varchar)
        || ' seats reserved, beyond the ' || cast(elections.seats as varchar) || ' of the chamber'
    from reserved_seats
    join contestants on contestants.contestant_id = reserved_seats.contestant_id
    join elections on elections.election_id = contestants.election_id
    where reserved_seats.seats > elections.seats
    union all
    select
        'results',
        'return_id, contestant_id',
        results.return_id || ' ' || results.contestant_id,
        'has seats, but is an option, which nobody can be elected for'
    from results
    join contestants on contestants.contestant_id = results.contestant_id
    where contestants.kind = 'option' and results.seats > 0
    union all
    select
        'area_results',
        'return_id, area_id, contestant_id',
        area_results.return_id || ' ' || area_results.area_id || ' ' || area_results.contestant_id,
        'has seats, but is an option, which nobody can be elected for'
    from area_results
    join contestants on contestants.contestant_id = area_results.contestant_id
    where contestants.kind = 'option' and area_results.seats > 0
    union all
    -- printed form
    select
        'returns',
        'return_id',
        return_id,
        'has a turnout with more decimals than its turnout_decimals, ' || cast(turnout_decimals as varchar)
    from returns
    where
        (turnout_decimals = 0 and turnout_pct <> floor(turnout_pct))
        or (turnout_decimals = 1 and 10 * turnout_pct <> floor(10 * turnout_pct))
    union all
    select
        'statistics',
        'election_id, measure_id, source_id, locator',
        election_id || ' ' || measure_id || ' ' || source_id || ' ' || locator,
        'has more decimals than its decimals, ' || cast(decimals as varchar)
    from statistics
    where
        (decimals = 0 and percentage <> floor(percentage))
        or (decimals = 1 and 10 * percentage <> floor(10 * percentage))
    union all
    select
        'statistics',
        'election_id, measure_id, source_id, locator',
        election_id || ' ' || measure_id || ' ' || source_id || ' ' || locator,
        'is no multiple of ' || cast(rounded_to as varchar) || ', to which it is rounded'
    from statistics
    where amount % nullif(rounded_to, 0) <> 0
    union all
    select
        'returns',
        'return_id',
        return_id,
        'has ' || figure || ' that are no multiple of ' || cast(counts_rounded_to as varchar)
        || ', to which they are rounded'
    from counts_of_returns
    where amount % nullif(counts_rounded_to, 0) <> 0
)
select distinct
    table_name,                                                 -- the table, and so the seed
    key_column,                                                 -- the column, or columns, that find the row
    key_value,                                                  -- their value, with a blank between several
    problem                                                     -- what is wrong
from problems
order by table_name, key_column, key_value, problem
