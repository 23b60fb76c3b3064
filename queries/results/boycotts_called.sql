-- Who called for a boycott
--
-- Who called for a boycott of an election and, where it is a party, whether it stood all the same and what it won.
--
-- key: election_id, called_by, source_id, contestant_id
select
    boycotts.election_id,
    election_context.election,
    election_context.country,
    election_context.first_polling_on,
    boycotts.called_by,                                         -- who called for it
    boycotts.party_id,                                          -- the party; null: a group or a person
    outcomes.contestant_id,                                     -- the list it stood on all the same; null: none
    outcomes.seats,                                             -- seats of that list; null: not known, or no list
    boycotts.source_id,
    sources.source,
    boycotts.locator,
    boycotts.note
from boycotts
join election_context on election_context.election_id = boycotts.election_id
join sources on sources.source_id = boycotts.source_id
left join parties_behind
    on parties_behind.election_id = boycotts.election_id
    and parties_behind.party_id = boycotts.party_id
left join outcomes
    on outcomes.election_id = boycotts.election_id
    and outcomes.contestant_id = parties_behind.contestant_id
order by boycotts.election_id, boycotts.called_by, boycotts.source_id, outcomes.contestant_id
