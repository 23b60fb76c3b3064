-- A party through the elections
--
-- Every election in which a party or one of its ancestors stood, and what it won there. Where it stood on a joint list
-- or inside an alliance, the figures are those of the whole list, and the column says whose.
--
-- key: party_id, contestant_id, stood_as_party_id
select
    party_ancestry.party_id,                                    -- the party
    party_ancestry.party,                                       -- its name
    outcomes.country,                                           -- where it stands
    outcomes.election_id,                                       -- the election
    outcomes.election,                                          -- its name
    outcomes.first_polling_on,                                  -- main polling day
    party_ancestry.ancestor_party_id as stood_as_party_id,      -- the party that stood: itself or an ancestor
    party_ancestry.ancestor as stood_as,                        -- that party's name
    party_ancestry.steps,                                       -- 0: itself; else the steps between ancestor and party
    outcomes.contestant_id,                                     -- the list it stood on
    outcomes.contestant,                                        -- the list's name
    outcomes.kind,                                              -- party list, alliance, joint list or candidate
    parties_behind.is_own,                                      -- true: its own or a joint list; false: an alliance whose member has a row of its own
    outcomes.votes,                                             -- votes of the list; null: not known
    outcomes.vote_share_pct,                                    -- votes per 100 of share_base; null: not known
    outcomes.share_base,                                        -- what the share is a share of
    outcomes.seats                                              -- seats of the list; null: not known
from party_ancestry
join parties_behind on parties_behind.party_id = party_ancestry.ancestor_party_id
join outcomes
    on outcomes.election_id = parties_behind.election_id
    and outcomes.contestant_id = parties_behind.contestant_id
order by party_ancestry.party_id, outcomes.first_polling_on, party_ancestry.steps, stood_as_party_id, outcomes.contestant_id
