-- The rows of the file, numbered, with the ids that the other SELECTs need. Write-ins and others without a name count
-- as one contestant. Blank and void votes are options, not candidates. 'independent' is not a party, and a missing
-- label is not one either.
select
    'medsl_house-' || year as election_id,
    case when runoff = 'TRUE' then '-runoff' when special = 'TRUE' then '-special' else '' end as ending,
    'medsl_house-' || lower(state_po) || '-' || district as area_id,
    case
        when party not in ('NA', 'independent') and regexp_matches(lower(party), '[a-z0-9]')
            then 'medsl_house-party-' || slug(party)
    end as party_id,
    case
        when candidate ilike '%blank%' or candidate ilike '%void vote%' or candidate ilike 'over vote%'
            then 'option'
        when coalesce(candidate, 'NA') = 'NA' or candidate ilike 'scatter%' or candidate ilike 'other%'
            then 'independents'
        else 'candidate'
    end as kind,
    row_number() over () as line,
    published_lines.*
from read_csv(
    '1976-2018-house.csv',
    header = true,
    all_varchar = true,
    delim = ',',
    quote = '"',
    escape = '"'
) as published_lines
