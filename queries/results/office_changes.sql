-- Who held an office before and after
--
-- Who held an office before and after an election, as each pair of sources gives it, and whether person and party
-- changed.
--
-- key: election_id, office, person_before_id, person_after_id, source_before_id, source_after_id
with holders as (
    -- party_or_none is null only where the source does not say whether the holder has a party, and which.
    select
        office_holders.election_id,
        office_holders.office,
        office_holders.phase,
        office_holders.person_id,
        people.person,
        case when office_holders.is_independent then 'no party' else parties.party end as party,
        case when office_holders.is_independent then 'none' else office_holders.party_id end as party_or_none,
        office_holders.since_on,
        office_holders.source_id
    from office_holders
    join people on people.person_id = office_holders.person_id
    left join parties on parties.party_id = office_holders.party_id
)
select
    election_context.election_id,
    election_context.election,
    election_context.country,
    election_context.first_polling_on,
    coalesce(holders_before.office, holders_after.office)
        as office,                                              -- president, prime minister or speaker
    holders_before.person_id as person_before_id,               -- who held it before; null: not known
    holders_before.person as person_before,                     -- the name
    holders_before.party as party_before,                       -- the party, or no party; null: not known
    holders_after.person_id as person_after_id,                 -- who held it after; null: not known
    holders_after.person as person_after,                       -- the name
    holders_after.party as party_after,                         -- the party, or no party; null: not known
    holders_after.since_on,                                     -- day that holder took office; null: not known
    holders_before.person_id <> holders_after.person_id
        as has_changed_person,                                  -- true: another person; null: one is not known
    holders_before.party_or_none <> holders_after.party_or_none
        as has_changed_party,                                   -- true: another party, or none; null: one is not known
    holders_before.source_id as source_before_id,               -- source for the holder before
    holders_after.source_id as source_after_id                  -- source for the holder after
from (select * from holders where phase = 'before') as holders_before
full join (select * from holders where phase = 'after') as holders_after
    on holders_after.election_id = holders_before.election_id
    and holders_after.office = holders_before.office
join election_context
    on election_context.election_id = coalesce(holders_before.election_id, holders_after.election_id)
order by election_context.election_id, office, person_before_id, person_after_id, source_before_id, source_after_id
