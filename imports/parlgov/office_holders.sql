-- Prime ministers before and after every election to a parliament. Before: the head of the cabinet that the election
-- names as the previous one. After: the head of the first cabinet after it that is not a caretaker.
with cabinets_by_election as (
    select 'parlgov-' || elections.id as election_id, 'before' as phase, cabinets.* exclude (election_id)
    from read_csv('31__elections__Election.csv', header = true, all_varchar = true) as elections
    join published_cabinets as cabinets on cabinets.id = elections.previous_cabinet
    where elections.type = '13'
    union all
    select election_id, 'after', * exclude (election_id)
    from published_cabinets
    where not is_caretaker
    qualify row_number() over (partition by election_id order by started_on, cast(id as integer)) = 1
)
select
    election_id,
    'prime minister' as office,
    phase,
    person_id,
    'parlgov-2024' as source_id,
    'Cabinet ' || id as locator,
    'parlgov-party-' || leading_party_id as party_id,
    coalesce(is_led_by_independent, false) as is_independent,
    started_on as since_on
from cabinets_by_election
where election_id is not null and person_id is not null
