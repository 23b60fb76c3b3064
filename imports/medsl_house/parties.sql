-- The parties, one for each label.
select party_id, 'us' as country_id, max(party) as party, 'medsl_house-1976-2018' as source_id, 'party' as locator
from lines
where party_id is not null
group by party_id
