-- The cells that cannot be read, and the rows that cannot be taken although the election is known.
select 'cell' as table_name, row as row_number, column_name as key_value, problem as rule, value, found_at
from cells_set_aside
union all
select 'elections', row, null, problem, label, found_at
from given_elections
where problem not in ('note', 'cell')
union all
select 'results', row, null, problem, contestant, found_at
from given_results
where is_set_aside and problem <> 'cell'
union all
select 'party_links', row, null, problem, earlier, found_at
from given_ancestry
where problem not in ('note', 'cell')
union all
select 'cell', row, 'chamber_seats', 'is less than seats', chamber_seats_given, found_at
from taken_elections
where chamber_seats_given is not null and chamber_seats is null
union all
select 'cell', row, 'last_polling_day', 'is before polling_day', last_polling_day, found_at
from elections_sheet
where last_polling_day < polling_day
union all
-- what an election has once, on the row of a second source
select
    'cell',
    row,
    column_name,
    'is not that of row ' || first_row || ' about the same election, which is taken',
    value,
    found_at
from (
    select
        elections_sheet.row,
        elections_sheet.found_at,
        first_rows.row as first_row,
        unnest(['seats', 'chamber_seats', 'last_polling_day', 'scope', 'annulled', 'votes_per_ballot']) as column_name,
        unnest([
            elections_sheet.seats,
            elections_sheet.chamber_seats,
            elections_sheet.last_polling_day,
            elections_sheet.scope,
            elections_sheet.annulled,
            elections_sheet.votes_per_ballot
        ]) as value,
        unnest([
            first_rows.seats,
            coalesce(first_rows.chamber_seats_given, first_rows.chamber_seats),
            first_rows.last_polling_day,
            first_rows.scope,
            first_rows.annulled,
            first_rows.votes_per_ballot
        ]) as first_value
    from taken_elections
    join elections_sheet on elections_sheet.row = taken_elections.row
    join (
        from taken_elections
        qualify row_number() over (partition by election_id order by rank, row) = 1
    ) as first_rows
        on first_rows.election_id = taken_elections.election_id
        and first_rows.row <> taken_elections.row
)
where value is not null and value is distinct from first_value
union all
select
    'cell',
    row,
    differing,
    'differs between the rows of ''' || area || '''; none is taken',
    differing_values,
    found_at
from area_registers
where differing <> ''
union all
select
    'cell',
    row,
    'alliance',
    'says that ''' || contestant || ''' belongs to ''' || alliances || '''; to none, then',
    null,
    found_at
from alliances
where alliance_count > 1
union all
-- the first is taken
select
    'cell',
    min(row),
    'kind',
    'differs between the rows of ''' || min(contestant) || '''; all are taken as ' || arg_min(kind, row),
    string_agg(distinct kind_given, ', ' order by kind_given),
    arg_min(found_at, row)
from taken_results
where kind_given is not null and contestant_id is not null
group by contestant_id
having count(distinct kind_given) > 1
union all
select
    'cell',
    min(row),
    'colour',
    'differs between the rows of ''' || min(contestant) || '''; all are taken as ' || max(colour),
    string_agg(distinct colour, ', ' order by colour),
    arg_min(found_at, row)
from taken_results
where colour is not null and contestant_id is not null
group by contestant_id
having count(distinct lower(colour)) > 1
union all
select
    'cell',
    min(row),
    'is_valid',
    'differs between the rows of ''' || min(contestant) || '''; all are taken as ' || arg_min(is_valid, row),
    string_agg(distinct is_valid, ', ' order by is_valid),
    arg_min(found_at, row)
from taken_results
where is_valid is not null and contestant_id is not null
group by contestant_id
having count(distinct is_valid) > 1
