-- Prime ministers before and after every election to a parliament. Before: the head of the cabinet that the election
-- names as the previous one. After: the head of the first cabinet after it that is not a caretaker.
with cabinets as (
    select
        published_cabinets.*,
        'parlgov-' || lower(countries.code_iso2) || '-'
            || slug(regexp_replace(trim(published_cabinets.name), ' [IVX]+$', ''))
            as person_id,
        'parlgov-party-' || leading_parties.party as party_id,
        parties.name_short = 'none' as is_independent
    from read_csv('41__cabinets__Cabinet.csv', header = true, all_varchar = true) as published_cabinets
    left join read_csv('02__datacore__Country.csv', header = true, all_varchar = true) as countries
        on countries.id = published_cabinets.country
    left join read_csv('42__cabinets__CabinetParty.csv', header = true, all_varchar = true) as leading_parties
        on leading_parties.cabinet = published_cabinets.id
        and leading_parties.pm = '1'
    left join read_csv('21__parties__Party.csv', header = true, all_varchar = true) as parties
        on parties.id = leading_parties.party
    where published_cabinets.name not like 'Bundesrat %'
),
cabinets_by_election as (
    select elections.id as election, 'before' as phase, cabinets.*
    from read_csv('31__elections__Election.csv', header = true, all_varchar = true) as elections
    join cabinets on cabinets.id = elections.previous_cabinet
    where elections.type = '13'
    union all
    select previous_parliament_election, 'after', *
    from cabinets
    where caretaker = '0'
    qualify row_number() over (partition by previous_parliament_election order by start_date, cast(id as integer)) = 1
)
select
    'parlgov-' || election as election_id,
    'prime minister' as office,
    phase,
    person_id,
    'parlgov-database' as source_id,
    'Cabinet, id ' || id as locator,
    case when not is_independent then party_id end as party_id,
    coalesce(is_independent, false) as is_independent,
    start_date as since_on
from cabinets_by_election
where election is not null
