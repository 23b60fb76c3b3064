-- How long it took to form a government
--
-- Days from the last polling day of a general election to the first cabinet after it that is no caretaker. A cabinet
-- that goes on through an election is counted by sources as a new one on that day or some days later, so few days may
-- mean that nothing changed; is_same_prime_minister tells. Only elections after which the file has a cabinet are here.
--
-- key: election_id
with cabinets_in_turn as (
    select
        cabinets.*,
        row_number() over (
            partition by election_id, is_caretaker
            order by started_on, cabinet_id
        ) as place,
        count(*) over (partition by election_id) as cabinets_of_election
    from cabinets
    where election_id is not null
),
cabinets_before as (
    -- The last cabinet that had begun when the polls opened.
    select
        election_context.election_id,
        cabinets.person_id,
        row_number() over (
            partition by election_context.election_id
            order by cabinets.started_on desc, cabinets.cabinet_id desc
        ) as place
    from election_context
    join cabinets
        on cabinets.country_id = election_context.country_id
        and cabinets.started_on < election_context.first_polling_on
),
firsts_by_election as (
    select
        election_id,
        max(cabinets_of_election) as cabinets,
        max(case when place = 1 and not is_caretaker then cabinet_id end) as cabinet_id,
        min(case when place = 1 and is_caretaker then started_on end) as caretaker_since_on
    from cabinets_in_turn
    group by election_id
)
select
    election_context.election_id,
    election_context.election,
    election_context.country,
    election_context.first_polling_on,
    governments.cabinet_id,
    governments.cabinet,
    governments.members,                                        -- its parties or lists, most seats first; null: none
    governments.type,                                           -- kind of government, as governments says
    governments.started_on,                                     -- day it took office or was appointed
    date_diff('day', elections.last_polling_on, governments.started_on)
        as days,                                                -- from the last polling day to that day
    cabinets.person_id = cabinets_before.person_id
        as is_same_prime_minister,                              -- true: the one of before; null: none, or not known
    case when firsts_by_election.caretaker_since_on < coalesce(governments.started_on, date '9999-12-31')
        then firsts_by_election.caretaker_since_on end
        as caretaker_since_on,                                  -- day from which a caretaker bridged it; null: none did
    case when governments.cabinet_id is null then 'only caretakers followed' end as missing
from firsts_by_election
join election_context on election_context.election_id = firsts_by_election.election_id
join elections on elections.election_id = firsts_by_election.election_id
left join governments on governments.cabinet_id = firsts_by_election.cabinet_id
left join cabinets on cabinets.cabinet_id = firsts_by_election.cabinet_id
left join cabinets_before on cabinets_before.election_id = firsts_by_election.election_id and cabinets_before.place = 1
order by election_context.country, election_context.first_polling_on, election_context.election_id
