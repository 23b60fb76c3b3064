-- Prime ministers. The name of a cabinet is that of its prime minister and a number, which is cut off here. Swiss
-- cabinets have no prime minister.
select
    'parlgov-' || lower(countries.code_iso2) || '-' || slug(regexp_replace(trim(cabinets.name), ' [IVX]+$', ''))
        as person_id,
    min(regexp_replace(trim(cabinets.name), ' [IVX]+$', '')) as person,
    'parlgov-database' as source_id,
    'Cabinet, id ' || min(cast(cabinets.id as integer)) as locator
from read_csv('41__cabinets__Cabinet.csv', header = true, all_varchar = true) as cabinets
left join read_csv('02__datacore__Country.csv', header = true, all_varchar = true) as countries
    on countries.id = cabinets.country
where cabinets.name not like 'Bundesrat %'
group by 1
