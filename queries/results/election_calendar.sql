-- Every dated event
--
-- Every dated event of every election in the order of the days, as each source gives it, with the days since the
-- main polling day.
--
-- key: election_id, kind, happened_on, source_id
select
    elections.election_id,                                      -- the election
    elections.election,                                 -- its name
    countries.country,                                  -- where it was held
    events.kind,                                                -- polling, vote abroad, vote of nomads, nomination, announcement, confirmation, appeals ruled on, appointment or violence
    events.happened_on,                                         -- the day; the first, where there were several
    coalesce(events.until_on, events.happened_on) as until_on,  -- the last day
    cast(date_diff('day', elections.first_polling_on, events.happened_on) as bigint) as days_after_polling,  -- days since the main polling day; below 0: before it
    events.description,                                         -- what happened
    events.source_id,                                           -- who says so
    sources.source,                                    -- title of the publication
    events.locator                                                -- where in it
from events
join elections on elections.election_id = events.election_id
join bodies on bodies.body_id = elections.body_id
join countries on countries.country_id = bodies.country_id
join sources on sources.source_id = events.source_id
order by events.happened_on, elections.election_id, events.kind, events.source_id
