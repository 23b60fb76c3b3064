-- Parties by their labels; 'independent' is none, and neither is a missing label.
select
    'medsl_house-party-' || trim(regexp_replace(lower(party), '[^a-z0-9]+', '-', 'g'), '-') as party_id,
    'us' as country_id,
    min(party) as name,
    'medsl_house-1976-2018' as source_id,
    'party' as place
from read_csv('1976-2018-house.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"')
where party is not null and party not in ('NA', 'independent') and regexp_matches(lower(party), '[a-z0-9]')
group by 1
