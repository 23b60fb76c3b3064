-- The election of the same chamber before it, by polling day.
select election_id, previous_election_id, body_id, source_id, locator
from (
    select elections.*, lag(election_id) over (partition by body_id order by first_polling_on) as previous_election_id
    from elections
    where starts_with(election_id, 'spreadsheet-')
)
where previous_election_id is not null
