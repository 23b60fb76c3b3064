-- Prime ministers before and after
--
-- Who was prime minister when the polls opened and who led the first cabinet after it that was no caretaker, whether
-- person and party stayed, and for how long the former had been in office without a break. Cabinets tell it, one after
-- the other; a prime minister whose office went to somebody else in between begins anew. A cabinet that began more than
-- ten years before is not taken for the one in office, for there was none to elect in between. office_changes says the
-- same of single sources, and of other offices.
--
-- key: election_id
with leading_parties as (
    select cabinet_parties.cabinet_id, min(cabinet_parties.party_id) as party_id
    from cabinet_parties
    where cabinet_parties.is_of_prime_minister
    group by cabinet_parties.cabinet_id
),
cabinets_in_turn as (
    select
        cabinets.*,
        leading_parties.party_id,
        lag(cabinets.person_id) over (
            partition by cabinets.country_id
            order by cabinets.started_on, cabinets.cabinet_id
        ) as person_before_id
    from cabinets
    left join leading_parties on leading_parties.cabinet_id = cabinets.cabinet_id
    where cabinets.person_id is not null
),
terms as (
    select
        *,
        max(case when person_before_id is null or person_before_id <> person_id then started_on end) over (
            partition by country_id
            order by started_on, cabinet_id
            rows between unbounded preceding and current row
        ) as since_on
    from cabinets_in_turn
),
terms_before as (
    select
        election_context.election_id,
        terms.cabinet_id,
        terms.person_id,
        terms.party_id,
        terms.since_on,
        row_number() over (
            partition by election_context.election_id
            order by terms.started_on desc, terms.cabinet_id desc
        ) as place
    from election_context
    join terms
        on terms.country_id = election_context.country_id
        and terms.started_on < election_context.first_polling_on
        and date_diff('day', terms.started_on, election_context.first_polling_on) < 3653
),
terms_after as (
    select
        terms.election_id,
        terms.cabinet_id,
        terms.person_id,
        terms.party_id,
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
    terms_before.since_on,                                      -- day since which, without a break
    cast(
        round(
            cast(date_diff('day', terms_before.since_on, election_context.first_polling_on) / 365.25
                as decimal(38, 12)),
            1
        ) as double
    ) as years_in_office,                                       -- years from that day to the polls
    people_after.person as prime_minister_after,                -- who led the first cabinet after it
    parties_after.party as party_after,                         -- the party of that person; null: none, or not known
    terms_before.person_id = terms_after.person_id
        as is_same_person,                                      -- true: stayed in office; null: one is not known
    terms_before.party_id = terms_after.party_id
        as is_same_party,                                       -- true: the party kept the office; null: not known
    case
        when terms_after.person_id is null then 'no cabinet after it has a prime minister'
        when terms_before.person_id is null then 'no cabinet before it has a prime minister'
    end as missing
from terms_after
join election_context on election_context.election_id = terms_after.election_id
left join terms_before on terms_before.election_id = terms_after.election_id and terms_before.place = 1
left join people as people_before on people_before.person_id = terms_before.person_id
left join people as people_after on people_after.person_id = terms_after.person_id
left join parties as parties_before on parties_before.party_id = terms_before.party_id
left join parties as parties_after on parties_after.party_id = terms_after.party_id
where terms_after.place = 1
order by election_context.country, election_context.first_polling_on, election_context.election_id
