-- Which round decided
--
-- The last round of every election of which a later round is in the file. Rounds of one election fill the same body and
-- have the same scope; their numbers rise from day to day, with no first round between. Rounds of by-elections are left
-- out, since several by-elections may run side by side.
--
-- key:   election_id
-- order: none, because whoever joins it puts its own rows in order
with later_rounds as (
    select
        earlier.election_id,
        later.election_id as final_election_id,
        later.round,
        row_number() over (
            partition by earlier.election_id
            order by later.round desc, later.first_polling_on, later.election_id
        ) as rank_from_last
    from elections as earlier
    join elections as later
        on later.body_id = earlier.body_id
        and later.scope = earlier.scope
        and later.round > earlier.round
        and later.first_polling_on > earlier.first_polling_on
    left join elections as between_them
        on between_them.body_id = earlier.body_id
        and between_them.scope = earlier.scope
        and between_them.round <= earlier.round
        and between_them.first_polling_on > earlier.first_polling_on
        and between_them.first_polling_on <= later.first_polling_on
    where
        earlier.scope <> 'by-election'
        and not later.is_annulled
        and between_them.election_id is null
)
select
    election_id,
    final_election_id,                                          -- its last round, an election of its own
    round                                                       -- the number of that round
from later_rounds
where rank_from_last = 1
