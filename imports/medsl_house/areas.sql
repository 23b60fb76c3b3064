-- The country, its states and their districts. A district is known by its number, so it keeps its id when its
-- boundaries are redrawn. Number 0 is the only district of a state that has one.
select
    'medsl_house-us' as area_id,
    'us' as country_id,
    'country' as kind,
    'United States' as area,
    'medsl_house-1976-2018' as source_id,
    'the file' as locator
union all
select 'medsl_house-' || lower(state_po), 'us', 'state', min(state), 'medsl_house-1976-2018', 'state'
from lines
group by state_po
union all
select
    area_id,
    'us',
    'district',
    min(state) || case district when '0' then ' at large' else ' ' || district end,
    'medsl_house-1976-2018',
    'state and district'
from lines
group by area_id, district
