-- Cabinets in office at elections
--
-- The cabinet that was in office when the polls opened, one row per election: the last that had begun. One that began
-- more than ten years before is not taken for it, for there was none to elect in between; nor one whose prime minister
-- is not the one whom office_holders names before the election, for then a later one is not in the file.
--
-- key: election_id
with cabinets_begun as (
    select
        election_context.election_id,
        cabinets.cabinet_id,
        cabinets.person_id,
        row_number() over (
            partition by election_context.election_id
            order by cabinets.started_on desc, cabinets.cabinet_id desc
        ) as place
    from election_context
    join cabinets
        on cabinets.country_id = election_context.country_id
        and cabinets.started_on < election_context.first_polling_on
        and date_diff('day', cabinets.started_on, election_context.first_polling_on) < 3653
)
select
    cabinets_begun.election_id,
    cabinets_begun.cabinet_id,
    cabinets_begun.person_id                                    -- its prime minister; null: none, or not known
from cabinets_begun
left join office_holders
    on office_holders.election_id = cabinets_begun.election_id
    and office_holders.office = 'prime minister'
    and office_holders.phase = 'before'
    and office_holders.person_id <> cabinets_begun.person_id
where cabinets_begun.place = 1 and office_holders.election_id is null
order by cabinets_begun.election_id
