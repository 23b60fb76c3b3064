-- The party of a candidate's line.
with lines as (
    select 'row ' || row_number() over () as place, party
    from read_csv('1976-2018-house.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"')
)
select contestants.contestant_id, 'medsl_house-party-' || trim(regexp_replace(lower(lines.party), '[^a-z0-9]+', '-', 'g'), '-') as party_id
from contestants
join lines on lines.place = contestants.place
where
    contestants.source_id = 'medsl_house-1976-2018'
    and contestants.kind = 'candidate'
    and lines.party is not null
    and lines.party not in ('NA', 'independent')
    and regexp_matches(lower(lines.party), '[a-z0-9]')
