-- One party for each name that stood as a party list. Capitals, accents and punctuation make no difference.
select
    party_id,
    country_id,
    min(contestant) as party,
    min(source_id) as source_id,
    min(locator) as locator,
    arg_min(found_at, row) as found_at
from given_results
where kind = 'party list'
group by party_id, country_id
