-- Every district elects one member.
select distinct
    'medsl_house-' || year as election_id,
    'medsl_house-' || lower(state_po) || '-' || district as area_id,
    1 as seats,
    'medsl_house-1976-2018' as source_id,
    'district ' || district || ' of ' || state || ', ' || year as place
from read_csv('1976-2018-house.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"')
