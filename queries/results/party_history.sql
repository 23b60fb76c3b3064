-- A party through the elections
--
-- Every election in which a party or one of its ancestors stood, and what it won there. Where it stood on a joint list
-- or inside an alliance, the figures are those of the whole list, and contestant says whose.
--
-- key: party_id, contestant_id, stood_as_party_id
select
    party_ancestry.party_id,
    party_ancestry.party,
    outcomes.country,
    outcomes.election_id,
    outcomes.election,
    outcomes.first_polling_on,
    party_ancestry.ancestor_party_id as stood_as_party_id,      -- the party that stood: itself or an ancestor
    party_ancestry.ancestor as stood_as,                        -- that party's name
    party_ancestry.steps,                                       -- 0: itself; else the steps from the ancestor to it
    outcomes.contestant_id,                                     -- the list it stood on
    outcomes.contestant,                                        -- the list's name
    outcomes.kind,                                              -- party list, alliance, joint list or candidate
    parties_behind.is_own,                                      -- true: its own or a joint list; false: an alliance's
    outcomes.votes,                                             -- votes of the list; null: not known
    outcomes.vote_share_pct,
    outcomes.share_base,
    outcomes.seats                                              -- seats of the list; null: not known
from party_ancestry
join parties_behind on parties_behind.party_id = party_ancestry.ancestor_party_id
join outcomes
    on outcomes.election_id = parties_behind.election_id
    and outcomes.contestant_id = parties_behind.contestant_id
order by
    party_ancestry.party_id,
    outcomes.first_polling_on,
    party_ancestry.steps,
    stood_as_party_id,
    outcomes.contestant_id
