-- Every district elects one member.
select distinct
    election_id,
    area_id,
    1 as seats,
    'medsl_house-1976-2018' as source_id,
    'district ' || district || ' of ' || state || ', ' || year as locator
from lines
