-- Prime ministers. The files have their last names, and a first letter where two of a country share one.
select
    person_id,
    min(person) as person,
    'parlgov-2024' as source_id,
    'Cabinet ' || min(cast(id as integer)) as locator
from published_cabinets
where person_id is not null
group by person_id
