-- Every row of the file, numbered within its district in the order of the file; a run-off counts on from the first
-- round. A name with several lines in one contest is an alliance of its lines.
with numbered as (
    select
        election_id,
        'medsl_house-' || year || '-' || lower(state_po) || '-' || district || '-' || row_number() over (partition by year, state_po, district order by line) as contestant_id,
        ', ' || state_po || case district when '0' then '' else ' ' || district end || case ending when '-runoff' then ', run-off' when '-special' then ', special' else '' end as contest,
        row_number() over (partition by year, state_po, district, runoff, special, candidate order by line) as nth,
        count(*) over (partition by year, state_po, district, runoff, special, candidate) as same_name,
        candidate,
        party,
        kind,
        line
    from lines
)
select
    contestant_id,
    election_id,
    coalesce(nullif(trim(candidate), 'NA'), 'write-ins') || case when party not in ('NA', '') and kind = 'candidate' then ' (' || party || ')' else '' end || contest
        || case when same_name > 1 then ', line ' || nth else '' end as contestant,
    kind,
    'medsl_house-1976-2018' as source_id,
    'row ' || line as locator
from numbered
union all
select contestant_id || '-all', election_id, trim(candidate) || contest || ', all lines', 'alliance', 'medsl_house-1976-2018', 'row ' || line || ' and others of that name'
from numbered
where same_name > 1 and nth = 1 and kind = 'candidate'
