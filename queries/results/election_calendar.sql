-- Every dated event
--
-- Every dated event of every election in the order of the days, as each source gives it, with the days since the
-- main polling day. kind says what happened:
--   nomination, appeals ruled on
--   polling, vote abroad, vote of nomads
--   announcement, confirmation, appointment
--   violence
--
-- key: election_id, kind, happened_on, source_id
select
    events.election_id,
    election_context.election,
    election_context.country,
    election_context.scope,                                     -- general, by-election or partial renewal
    election_context.round,                                     -- 1: the only round or the first; 2: the second
    election_context.is_annulled,                               -- true: declared void
    events.kind,                                                -- one of the words above
    events.happened_on,                                         -- the day; the first, where there were several
    coalesce(events.until_on, events.happened_on) as until_on,  -- the last day
    cast(date_diff('day', election_context.first_polling_on, events.happened_on) as bigint)
        as days_after_polling,                                  -- below 0: before the main polling day
    events.description,                                         -- what happened
    events.source_id,
    sources.source,
    events.locator
from events
join election_context on election_context.election_id = events.election_id
join sources on sources.source_id = events.source_id
order by events.happened_on, events.election_id, events.kind, events.source_id
