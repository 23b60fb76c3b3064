-- Cabinets. The publisher begins one at every general election, change of the prime minister and change of the parties,
-- and at resignations and investitures; which of these it was, the cabinet before it shows.
with cabinets_with_those_before as (
    select
        *,
        lag(person_id) over (partition by country_id order by started_on, cast(id as integer)) as person_id_before,
        lag(party_ids) over (partition by country_id order by started_on, cast(id as integer)) as party_ids_before,
        lag(election_id) over (partition by country_id order by started_on, cast(id as integer)) as election_id_before
    from published_cabinets
)
select
    cabinet_id,
    country_id,
    election_id,
    cabinet,
    person_id,
    started_on,
    case
        when election_id is distinct from election_id_before then 'election'
        when person_id is distinct from person_id_before then 'prime minister'
        when party_ids is distinct from party_ids_before then 'parties'
        else 'other'
    end as start_kind,
    is_caretaker,
    'parlgov-2024' as source_id,
    'Cabinet ' || id as locator
from cabinets_with_those_before
