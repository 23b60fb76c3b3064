-- Who held an office before and after
--
-- Who held an office before and after an election, and whether person and party changed: each change once, with all
-- sources that give its two sides. Where sources name different people, each of these has a row. Where they differ on a
-- person's party, the row names all parties. A party that has wholly become the later one by then (party_ancestry) is
-- the same.
--
-- key: election_id, office, person_before_id, person_after_id
with holders_by_source as (
    -- party_or_none is null only where the source does not say whether the holder has a party, and which.
    select
        office_holders.election_id,
        office_holders.office,
        office_holders.phase,
        office_holders.person_id,
        case when office_holders.is_independent then 'no party' else parties.party end as party,
        case when office_holders.is_independent then 'none' else office_holders.party_id end as party_or_none,
        office_holders.since_on,
        office_holders.source_id
    from office_holders
    left join parties on parties.party_id = office_holders.party_id
),
holders_by_party as (
    select election_id, office, phase, person_id, party_or_none, party
    from holders_by_source
    where party_or_none is not null
    group by election_id, office, phase, person_id, party_or_none, party
),
parties_by_holder as (
    select
        election_id,
        office,
        phase,
        person_id,
        string_agg(party, ' or ' order by party) as party,
        min(party_or_none) as first_party,
        max(party_or_none) as last_party
    from holders_by_party
    group by election_id, office, phase, person_id
),
holders as (
    select
        holders_by_source.election_id,
        holders_by_source.office,
        holders_by_source.phase,
        holders_by_source.person_id,
        people.person,
        parties_by_holder.party,
        parties_by_holder.first_party,
        parties_by_holder.last_party,
        case when min(holders_by_source.since_on) = max(holders_by_source.since_on)
            then min(holders_by_source.since_on) end as since_on,
        string_agg(holders_by_source.source_id, ', ' order by holders_by_source.source_id) as source_ids
    from holders_by_source
    join people on people.person_id = holders_by_source.person_id
    left join parties_by_holder
        on parties_by_holder.election_id = holders_by_source.election_id
        and parties_by_holder.office = holders_by_source.office
        and parties_by_holder.phase = holders_by_source.phase
        and parties_by_holder.person_id = holders_by_source.person_id
    group by
        holders_by_source.election_id,
        holders_by_source.office,
        holders_by_source.phase,
        holders_by_source.person_id,
        people.person,
        parties_by_holder.party,
        parties_by_holder.first_party,
        parties_by_holder.last_party
),
same_parties as (
    -- What a party has wholly become, itself included.
    select ancestor_party_id as earlier_party_or_none, party_id as later_party_or_none, joined_on
    from party_ancestry
    union all
    select 'none', 'none', null
),
parties_in_common as (
    -- Parties that somebody gives the holder before and somebody gives the holder after, perhaps after they became
    -- another.
    select
        earlier.election_id,
        earlier.office,
        earlier.person_id as person_before_id,
        later.person_id as person_after_id,
        count(*) as parties
    from holders_by_party as earlier
    join same_parties on same_parties.earlier_party_or_none = earlier.party_or_none
    join holders_by_party as later
        on later.election_id = earlier.election_id
        and later.office = earlier.office
        and later.party_or_none = same_parties.later_party_or_none
        and later.phase = 'after'
    join holders
        on holders.election_id = later.election_id
        and holders.office = later.office
        and holders.phase = later.phase
        and holders.person_id = later.person_id
    join elections
        on elections.election_id = later.election_id
        and (
            same_parties.joined_on is null
            or same_parties.joined_on <= coalesce(holders.since_on, elections.last_polling_on)
        )
    where earlier.phase = 'before'
    group by earlier.election_id, earlier.office, earlier.person_id, later.person_id
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
    holders_after.since_on,                                     -- day of taking office; null: not known, or disputed
    holders_before.person_id <> holders_after.person_id
        as has_changed_person,                                  -- true: another person; null: one is not known
    case
        when holders_before.first_party is null or holders_after.first_party is null then null
        when parties_in_common.parties is null then true
        when holders_before.first_party = holders_before.last_party
            and holders_after.first_party = holders_after.last_party
            then false
    end as has_changed_party,                                   -- true: another party, or none; null: not known
    holders_before.source_ids as sources_before,                -- ids of the sources for the holder before
    holders_after.source_ids as sources_after                   -- ids of the sources for the holder after
from (select * from holders where phase = 'before') as holders_before
full join (select * from holders where phase = 'after') as holders_after
    on holders_after.election_id = holders_before.election_id
    and holders_after.office = holders_before.office
left join parties_in_common
    on parties_in_common.election_id = holders_before.election_id
    and parties_in_common.office = holders_before.office
    and parties_in_common.person_before_id = holders_before.person_id
    and parties_in_common.person_after_id = holders_after.person_id
join election_context
    on election_context.election_id = coalesce(holders_before.election_id, holders_after.election_id)
order by election_context.election_id, office, person_before_id, person_after_id
