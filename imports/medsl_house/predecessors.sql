-- The election of two years before.
select
    later.election_id,
    earlier.election_id as previous_election_id,
    later.body_id,
    'medsl_house-1976-2018' as source_id,
    'year' as locator
from elections as later
join elections as earlier on earlier.body_id = later.body_id and year(earlier.first_polling_on) = year(later.first_polling_on) - 2
where later.body_id = 'medsl_house-house'
