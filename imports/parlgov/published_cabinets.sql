-- The cabinets with their ids, and those of their prime ministers. The name of a cabinet is that of its prime minister
-- and a number, which is cut off for the person. Swiss cabinets have no prime minister.
-- A cabinet is the first after its election, has another prime minister than the one before it, or other parties.
select
    cabinets.id,
    'parlgov-cabinet-' || cabinets.id as cabinet_id,
    lower(countries.code_iso2) as country_id,
    'parlgov-' || cabinets.previous_parliament_election as election_id,
    plain(cabinets.name) as cabinet,
    case
        when cabinets.name not like 'Bundesrat %'
            then 'parlgov-' || lower(countries.code_iso2)
                || '-' || slug(regexp_replace(plain(cabinets.name), ' [IVX]+$', ''))
    end as person_id,
    case when cabinets.name not like 'Bundesrat %' then regexp_replace(plain(cabinets.name), ' [IVX]+$', '') end
        as person,
    cast(cabinets.start_date as date) as started_on,
    cabinets.caretaker = '1' as is_caretaker,
    parties.party_ids,
    parties.leading_party_id,
    parties.is_led_by_independent
from read_csv('41__cabinets__Cabinet.csv', header = true, all_varchar = true) as cabinets
left join read_csv('02__datacore__Country.csv', header = true, all_varchar = true) as countries
    on countries.id = cabinets.country
left join (
    select
        cabinet_parties.cabinet,
        string_agg(cabinet_parties.party, ' ' order by cast(cabinet_parties.party as integer)) as party_ids,
        max(case when cabinet_parties.pm = '1' and parties.name_short <> 'none' then cabinet_parties.party end)
            as leading_party_id,
        bool_or(cabinet_parties.pm = '1' and parties.name_short = 'none') as is_led_by_independent
    from read_csv('42__cabinets__CabinetParty.csv', header = true, all_varchar = true) as cabinet_parties
    left join read_csv('21__parties__Party.csv', header = true, all_varchar = true) as parties
        on parties.id = cabinet_parties.party
    group by cabinet_parties.cabinet
) as parties
    on parties.cabinet = cabinets.id
