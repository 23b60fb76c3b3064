-- Prime ministers before and after
--
-- Who was prime minister when the polls opened and who led the first cabinet after it that was no caretaker, whether
-- person and party stayed, and for how long the former had been in office without a break. Cabinets tell it, one after
-- the other; a prime minister whose office went to somebody else in between begins anew. Since when the former was in
-- office is known only where the file has somebody else in it before. A party stays where it has wholly become the
-- later one by the day of that cabinet (party_ancestry). office_changes says the same of single sources, and of other
-- offices.
--
-- key: election_id
with leading_parties as (
    select cabinet_parties.cabinet_id, min(cabinet_parties.party_id) as party_id
    from cabinet_parties
    where cabinet_parties.is_of_prime_minister
    group by cabinet_parties.cabinet_id
),
cabinets_with_party as (
    select
        cabinets.*,
        leading_parties.party_id,
        lag(cabinets.cabinet_id) over in_turn as cabinet_before_id,
        lag(cabinets.person_id) over in_turn as person_before_id,
        date_diff('day', lag(cabinets.started_on) over in_turn, cabinets.started_on) < 3653 as is_next
    from cabinets
    left join leading_parties on leading_parties.cabinet_id = cabinets.cabinet_id
    window in_turn as (
        partition by cabinets.country_id
        order by cabinets.started_on, cabinets.cabinet_id
    )
),
cabinets_in_turn as (
    select
        cabinets_with_party.*,
        case when person_before_id = person_id and is_next then 0 else 1 end as is_beginning,
        case
            when cabinet_before_id is null or not is_next then 'the file does not have who was in office before'
            when person_before_id is null then 'the cabinet before has no prime minister in the file'
        end as missing_before
    from cabinets_with_party
),
numbered_terms as (
    select
        cabinets_in_turn.*,
        sum(is_beginning) over (
            partition by country_id
            order by started_on, cabinet_id
            rows between unbounded preceding and current row
        ) as term
    from cabinets_in_turn
),
terms as (
    select
        numbered_terms.*,
        case when max(missing_before) over whole_term is null then min(started_on) over whole_term end as since_on,
        max(missing_before) over whole_term as missing_since
    from numbered_terms
    window whole_term as (partition by country_id, term)
),
terms_before as (
    select
        cabinets_before.election_id,
        terms.cabinet_id,
        terms.person_id,
        terms.party_id,
        terms.since_on,
        terms.missing_since
    from cabinets_before
    join terms on terms.cabinet_id = cabinets_before.cabinet_id
),
terms_after as (
    select
        terms.election_id,
        terms.cabinet_id,
        terms.person_id,
        terms.party_id,
        terms.started_on,
        row_number() over (partition by terms.election_id order by terms.started_on, terms.cabinet_id) as place
    from terms
    where not terms.is_caretaker
)
select
    election_context.election_id,
    election_context.election,
    election_context.country,
    election_context.first_polling_on,
    people_before.person as prime_minister_before,              -- who held the office when the polls opened
    parties_before.party as party_before,                       -- the party of that person; null: none, or not known
    case when terms_before.person_id is not null then terms_before.since_on end
        as since_on,                                            -- first day of that, without a break; null: not known
    cast(
        round(
            cast(
                case when terms_before.person_id is not null
                    then date_diff('day', terms_before.since_on, election_context.first_polling_on) end / 365.25
                as decimal(38, 12)
            ),
            1
        ) as double
    ) as years_in_office,                                       -- years from that day to the polls
    case
        when terms_before.cabinet_id is null then 'the cabinet before it is not in the file'
        when terms_before.person_id is null then 'the cabinet before it has no prime minister in the file'
        else terms_before.missing_since
    end as missing_since,                                       -- why that day is not known; null when it is
    people_after.person as prime_minister_after,                -- who led the first cabinet after it
    parties_after.party as party_after,                         -- the party of that person; null: none, or not known
    terms_before.person_id = terms_after.person_id
        as is_same_person,                                      -- true: stayed in office; null: one is not known
    case when terms_before.party_id is not null and terms_after.party_id is not null
        then party_ancestry.party_id is not null end
        as is_same_party,                                       -- true: the party kept the office; null: not known
    case
        when terms_after.person_id is null then 'the cabinet after it has no prime minister in the file'
        when terms_before.cabinet_id is null then 'the cabinet before it is not in the file'
        when terms_before.person_id is null then 'the cabinet before it has no prime minister in the file'
    end as missing
from terms_after
join election_context on election_context.election_id = terms_after.election_id
left join terms_before on terms_before.election_id = terms_after.election_id
left join people as people_before on people_before.person_id = terms_before.person_id
left join people as people_after on people_after.person_id = terms_after.person_id
left join party_ancestry
    on party_ancestry.party_id = terms_after.party_id
    and party_ancestry.ancestor_party_id = terms_before.party_id
    and (party_ancestry.joined_on is null or party_ancestry.joined_on <= terms_after.started_on)
left join parties as parties_before on parties_before.party_id = terms_before.party_id
left join parties as parties_after on parties_after.party_id = terms_after.party_id
where terms_after.place = 1 and terms_after.election_id is not null
order by election_context.country, election_context.first_polling_on, election_context.election_id
