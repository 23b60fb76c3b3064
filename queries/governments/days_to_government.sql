-- How long it took to form a government
--
-- Days from the last polling day of a general election, that of its last round, to the first cabinet after it that is
-- no caretaker. A cabinet that goes on through an election is counted by sources as a new one on that day or some days
-- later, so few days may mean that nothing changed; is_same_prime_minister tells. Only elections after which the file
-- has a cabinet are here.
--
-- key: election_id
with governments_in_turn as (
    select
        *,
        row_number() over (partition by election_id, is_caretaker order by started_on, cabinet_id) as place
    from governments
    where election_id is not null
),
facts_by_election as (
    -- Added up, since a join to what may be missing would read all elections when one is asked for.
    select
        election_id,
        case when not is_caretaker then cabinet_id end as cabinet_id,
        case when not is_caretaker then cabinet end as cabinet,
        case when not is_caretaker then members end as members,
        case when not is_caretaker then type end as type,
        case when not is_caretaker then started_on end as started_on,
        case when not is_caretaker then person_id end as person_id,
        case when is_caretaker then started_on end as caretaker_since_on,
        cast(null as varchar) as person_before_id,
        1 as cabinets
    from governments_in_turn
    where place = 1
    union all
    select election_id, null, null, null, null, null, null, null, person_id, 0
    from cabinets_before
),
firsts_by_election as (
    select
        election_id,
        max(cabinet_id) as cabinet_id,
        max(cabinet) as cabinet,
        max(members) as members,
        max(type) as type,
        max(started_on) as started_on,
        max(caretaker_since_on) as caretaker_since_on,
        max(person_id) as person_id,
        max(person_before_id) as person_before_id
    from facts_by_election
    group by election_id
    having sum(cabinets) > 0
)
select
    election_context.election_id,
    election_context.election,
    election_context.country,
    election_context.first_polling_on,
    firsts.cabinet_id,
    firsts.cabinet,
    firsts.members,                                             -- its parties or lists, most seats first; null: none
    firsts.type,                                                -- kind of government, as governments says
    firsts.started_on,                                          -- day it took office or was appointed
    date_diff('day', elections.last_polling_on, firsts.started_on)
        as days,                                                -- from the last polling day of any round to that day
    firsts.person_id = firsts.person_before_id
        as is_same_prime_minister,                              -- true: the one of before; null: none, or not known
    case when firsts.caretaker_since_on < coalesce(firsts.started_on, date '9999-12-31')
        then firsts.caretaker_since_on end
        as caretaker_since_on,                                  -- day from which a caretaker bridged it; null: none did
    case when firsts.cabinet_id is null then 'only caretakers followed' end as missing
from firsts_by_election as firsts
join election_context on election_context.election_id = firsts.election_id
join final_rounds on final_rounds.election_id = firsts.election_id
join elections on elections.election_id = coalesce(final_rounds.final_election_id, firsts.election_id)
order by election_context.country, election_context.first_polling_on, election_context.election_id
