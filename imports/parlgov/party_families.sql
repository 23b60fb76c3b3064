-- Families of parties. The codebook lists eight, by their position in an economic and a cultural left/right dimension;
-- a party that none of them fits is of the family special issue, which has no position.
select
    'parlgov-party-' || parties.id as party_id,
    codes.name as family,
    case codes.short
        when 'com' then 1
        when 'eco' then 2
        when 'soc' then 3
        when 'lib' then 4
        when 'chr' then 5
        when 'agr' then 6
        when 'con' then 7
        when 'right' then 8
    end as position,
    'parlgov-2024' as source_id,
    'Party ' || parties.id || ', family' as locator
from read_csv('21__parties__Party.csv', header = true, all_varchar = true) as parties
join read_csv('01__datacore__Code.csv', header = true, all_varchar = true) as codes
    on codes.id = parties.family
where codes.short in ('com', 'eco', 'soc', 'lib', 'chr', 'agr', 'con', 'right', 'spec')
