-- Every row of the file is a contestant. Its id ends in its number within its district and year, in the order of the
-- file; the rows of a run-off are numbered on from those of the first round. A name with several lines in one contest
-- is also an alliance of its lines.
with numbered_lines as (
    select
        election_id,
        'medsl_house-' || year || '-' || lower(state_po) || '-' || district || '-'
            || row_number() over (partition by year, state_po, district order by line)
            as contestant_id,
        ', ' || state_po
            || case district when '0' then '' else ' ' || district end
            || case ending when '-runoff' then ', run-off' when '-special' then ', special' else '' end
            as contest,
        row_number() over (partition by year, state_po, district, runoff, special, candidate order by line)
            as line_of_candidate,
        count(*) over (partition by year, state_po, district, runoff, special, candidate) as lines_of_candidate,
        candidate,
        party,
        kind,
        line
    from lines
)
select
    contestant_id,
    election_id,
    coalesce(nullif(trim(candidate), 'NA'), 'write-ins')
        || case when party not in ('NA', '') and kind = 'candidate' then ' (' || party || ')' else '' end
        || contest
        || case when lines_of_candidate > 1 then ', line ' || line_of_candidate else '' end
        as contestant,
    kind,
    true as is_valid,
    'medsl_house-1976-2018' as source_id,
    'row ' || line as locator
from numbered_lines
union all
select
    contestant_id || '-all',
    election_id,
    trim(candidate) || contest || ', all lines',
    'alliance',
    true,
    'medsl_house-1976-2018',
    'row ' || line || ' and others of that name'
from numbered_lines
where lines_of_candidate > 1 and line_of_candidate = 1 and kind = 'candidate'
