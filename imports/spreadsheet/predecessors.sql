-- The previous election of the same chamber or office, like with like: a general election after a general election that
-- was not annulled, and a round after the same round of that one. A by-election and a partial renewal have none, since
-- the file does not say which seats they filled before.
with general_elections as (
    select
        *,
        sum(case when round = 1 then 1 else 0 end) over (
            partition by body_id
            order by first_polling_on, round
            rows between unbounded preceding and current row
        ) as number
    from elections
    where starts_with(election_id, 'spreadsheet-') and scope = 'general' and not is_annulled
)
select
    later.election_id,
    earlier.election_id as previous_election_id,
    later.body_id,
    later.source_id,
    later.locator
from general_elections as later
join general_elections as earlier
    on earlier.body_id = later.body_id
    and earlier.number = later.number - 1
    and earlier.round = later.round
