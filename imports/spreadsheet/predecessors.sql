-- The previous election of the same chamber, by polling day.
with elections_in_order as (
    select
        elections.*,
        lag(election_id) over (partition by body_id order by first_polling_on) as previous_election_id
    from elections
    where starts_with(election_id, 'spreadsheet-')
)
select election_id, previous_election_id, body_id, source_id, locator
from elections_in_order
where previous_election_id is not null
