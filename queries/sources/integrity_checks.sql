-- Seeds that contradict themselves
--
-- Rules across rows that no published figure can excuse, with those of impossible_values. The build refuses seeds for
-- which this view has a row, so in a finished file it is empty.
--
-- key:   table_name, key_column, key_value, problem
-- empty: every row is an error in a seed
with recursive enclosing_areas as (
    select area_id, parent_area_id as enclosing_area_id, 1 as steps
    from area_parents
    union all
    select enclosing_areas.area_id, area_parents.parent_area_id, enclosing_areas.steps + 1
    from enclosing_areas
    join area_parents on area_parents.area_id = enclosing_areas.enclosing_area_id
    where enclosing_areas.steps < 20 and enclosing_areas.area_id <> enclosing_areas.enclosing_area_id
),
areas_by_name as (
    select
        areas.area_id,
        areas.kind,
        areas.area,
        area_parents.parent_area_id,
        count(*) over (
            partition by areas.country_id, areas.kind, areas.area
        ) as namesakes_in_country,
        count(*) over (
            partition by areas.country_id, areas.kind, areas.area, area_parents.parent_area_id
        ) as namesakes_in_parent
    from areas
    left join area_parents on area_parents.area_id = areas.area_id
),
rules_broken as (
    select rule, subject from arithmetic_checks
    union all
    select rule, subject from plausibility_checks
),
problems as (
    select
        'area_parents' as table_name,
        'area_id' as key_column,
        area_id as key_value,
        'lies inside itself' as problem
    from enclosing_areas
    where area_id = enclosing_area_id
    union all
    select
        'area_parents',
        'area_id',
        enclosing_areas.area_id,
        'lies inside another ' || areas.kind || ', so that adding up its level would count it twice'
    from enclosing_areas
    join areas on areas.area_id = enclosing_areas.area_id
    join areas as outer_areas
        on outer_areas.area_id = enclosing_areas.enclosing_area_id
        and outer_areas.kind = areas.kind
    where enclosing_areas.area_id <> enclosing_areas.enclosing_area_id
    union all
    select
        'areas',
        'area_id',
        area_id,
        'is not the only ' || kind || ' called ' || area || ', and area_parents does not tell it from the others'
    from areas_by_name
    where namesakes_in_parent > 1 or (parent_area_id is null and namesakes_in_country > 1)
    union all
    select
        'predecessors',
        'election_id',
        predecessors.election_id,
        case
            when elections.first_polling_on <= previous.first_polling_on
                then 'was held before the election called its previous one'
            else 'began before the polling of its previous election was over'
        end
    from predecessors
    join elections on elections.election_id = predecessors.election_id
    join elections as previous on previous.election_id = predecessors.previous_election_id
    where elections.first_polling_on <= previous.last_polling_on
    union all
    select 'returns', 'return_id', returns.return_id, 'has vote shares, but its share_base does not say of what'
    from returns
    join results on results.return_id = returns.return_id
    where returns.share_base is null and results.vote_share_pct is not null
    union all
    select
        'returns',
        'return_id',
        returns.return_id,
        'has seats for ' || results.contestant_id
        || ' beyond the ' || cast(elections.seats as varchar) || ' of the chamber'
    from returns
    join elections on elections.election_id = returns.election_id
    join results on results.return_id = returns.return_id
    where results.seats > elections.seats
    union all
    select
        'alliance_members',
        'contestant_id',
        alliance_members.contestant_id,
        'is a member of something that is not an alliance'
    from alliance_members
    join contestants on contestants.contestant_id = alliance_members.alliance_contestant_id
    where contestants.kind <> 'alliance'
    union all
    select
        'alliance_members',
        'contestant_id',
        inner_members.contestant_id,
        'is a member of an alliance that is inside another; make it a member of '
        || outer_members.alliance_contestant_id || ', or the alliance between them a joint list'
    from alliance_members as inner_members
    join alliance_members as outer_members
        on outer_members.contestant_id = inner_members.alliance_contestant_id
    union all
    select
        'contestant_parties',
        'contestant_id, party_id',
        contestant_parties.contestant_id || ' ' || contestant_parties.party_id,
        'has a party, but is ' || contestants.kind
    from contestant_parties
    join contestants on contestants.contestant_id = contestant_parties.contestant_id
    where contestants.kind in ('independents', 'option')
    union all
    select
        'contestants',
        'contestant_id',
        contestants.contestant_id,
        'is a party list, but no party stands behind it in contestant_parties'
    from contestants
    left join contestant_parties on contestant_parties.contestant_id = contestants.contestant_id
    where contestants.kind = 'party list' and contestant_parties.contestant_id is null
    union all
    select
        'contestant_parties',
        'contestant_id, party_id',
        contestants.contestant_id || ' ' || parties.party_id,
        'has a party of another country'
    from contestant_parties
    join contestants on contestants.contestant_id = contestant_parties.contestant_id
    join election_context on election_context.election_id = contestants.election_id
    join parties on parties.party_id = contestant_parties.party_id
    where parties.country_id <> election_context.country_id
    union all
    select
        'area_seats',
        'election_id, area_id',
        area_seats.election_id || ' ' || area_seats.area_id,
        'lies in another country than the election'
    from area_seats
    join areas on areas.area_id = area_seats.area_id
    join election_context on election_context.election_id = area_seats.election_id
    where areas.country_id <> election_context.country_id
    union all
    select
        'statistics',
        'election_id, measure_id, source_id, locator',
        statistics.election_id || ' ' || statistics.measure_id
        || ' ' || statistics.source_id || ' ' || statistics.locator,
        'is counted in percent, but is given as an amount, or the other way round'
    from statistics
    join measures on measures.measure_id = statistics.measure_id
    where (measures.unit = 'percent') <> (statistics.percentage is not null)
    union all
    select
        'office_holders',
        'election_id, office, phase, person_id, source_id',
        office_holders.election_id || ' ' || office_holders.office || ' ' || office_holders.phase
        || ' ' || office_holders.person_id || ' ' || office_holders.source_id,
        'is of a party of another country'
    from office_holders
    join election_context on election_context.election_id = office_holders.election_id
    join parties on parties.party_id = office_holders.party_id
    where parties.country_id <> election_context.country_id
    union all
    select
        'boycotts',
        'election_id, called_by, source_id',
        boycotts.election_id || ' ' || boycotts.called_by || ' ' || boycotts.source_id,
        'was called by a party of another country'
    from boycotts
    join election_context on election_context.election_id = boycotts.election_id
    join parties on parties.party_id = boycotts.party_id
    where parties.country_id <> election_context.country_id
    union all
    select
        'leaders',
        'contestant_id, person_id, source_id',
        leaders.contestant_id || ' ' || leaders.person_id || ' ' || leaders.source_id,
        'leads ' || contestants.kind || ', which nobody leads'
    from leaders
    join contestants on contestants.contestant_id = leaders.contestant_id
    where contestants.kind in ('independents', 'option')
    union all
    select
        'returns',
        'return_id',
        ranked_returns.return_id,
        'has rank ' || cast(ranked_returns.rank as varchar) || ', and no return of its election has the rank before it'
    from returns as ranked_returns
    left join returns as better_returns
        on better_returns.election_id = ranked_returns.election_id
        and better_returns.rank = ranked_returns.rank - 1
    where ranked_returns.rank > 1 and better_returns.return_id is null
    union all
    select
        'accepted_discrepancies',
        'rule, subject',
        accepted_discrepancies.rule || ' ' || accepted_discrepancies.subject,
        'is accepted, but nothing breaks that rule there any more; delete this row'
    from accepted_discrepancies
    left join rules_broken
        on rules_broken.rule = accepted_discrepancies.rule
        and rules_broken.subject = accepted_discrepancies.subject
    where rules_broken.subject is null and accepted_discrepancies.rule <> 'two names look alike'
    union all
    select
        'accepted_causes',
        'collection, rule, cause',
        accepted_causes.collection || ' ' || accepted_causes.rule || ' ' || accepted_causes.cause,
        'is accepted, but nothing in that collection breaks that rule any more; delete this row'
    from accepted_causes
    where
        accepted_causes.rule <> 'two names look alike'
        and exists (select 1 from elections where elections.election_id like accepted_causes.collection || '-%')
        and not exists (
            select 1
            from rules_broken
            where rules_broken.rule = accepted_causes.rule
                and rules_broken.subject like accepted_causes.collection || '-%'
        )
    union all
    select table_name, key_column, key_value, problem
    from impossible_values
)
select distinct
    table_name,                                                 -- the table, and so the seed
    key_column,                                                 -- the column, or columns, that find the row
    key_value,                                                  -- their value, with a blank between several
    problem                                                     -- what is wrong
from problems
order by table_name, key_column, key_value, problem
