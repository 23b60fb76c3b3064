-- Who held an office before and after
--
-- Who held an office before and after an election, as each pair of sources gives it, and whether person and party changed.
--
-- key: election_id, office, person_before_id, person_after_id, source_before_id, source_after_id
select
    elections.election_id,                                      -- the election
    elections.election,                                 -- its name
    countries.country,                                  -- where it was held
    elections.first_polling_on,                                 -- main polling day
    coalesce(held_before.office, held_after.office) as office,                                         -- president, prime minister or speaker
    held_before.person_id as person_before_id,                  -- who held it before; null: not known
    people_before.person as person_before,                        -- the name
    case when held_before.is_independent then 'no party' else parties_before.party end as party_before,  -- the party; null: not said
    held_after.person_id as person_after_id,                    -- who held it after; null: not known
    people_after.person as person_after,                          -- the name
    case when held_after.is_independent then 'no party' else parties_after.party end as party_after,  -- the party; null: not said
    held_after.since_on,                                        -- day the holder after took office or was named to it; null: not said
    held_before.person_id <> held_after.person_id as has_changed_person,  -- true: another person
    case when held_before.is_independent then 'none' else held_before.party_id end <> case when held_after.is_independent then 'none' else held_after.party_id end
        as has_changed_party,                                   -- true: a person of another party, or of none; null: one of the two is not said
    held_before.source_id as source_before_id,                  -- who says so of the holder before
    held_after.source_id as source_after_id                     -- who says so of the holder after
from (select * from office_holders where phase = 'before') as held_before
full join (select * from office_holders where phase = 'after') as held_after
    on held_after.election_id = held_before.election_id
    and held_after.office = held_before.office
join elections on elections.election_id = coalesce(held_before.election_id, held_after.election_id)
join bodies on bodies.body_id = elections.body_id
join countries on countries.country_id = bodies.country_id
left join people as people_before on people_before.person_id = held_before.person_id
left join parties as parties_before on parties_before.party_id = held_before.party_id
left join people as people_after on people_after.person_id = held_after.person_id
left join parties as parties_after on parties_after.party_id = held_after.party_id
order by elections.election_id, office, person_before_id, person_after_id, source_before_id, source_after_id
