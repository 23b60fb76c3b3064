-- A party through the elections
--
-- Every election in which a party or one of its ancestors stood, and what it won there: a row for each contestant that
-- it stood as. Inside an alliance these are its own figures, with the alliance's beside them; on a joint list they are
-- those of the list. The rows of a party and an election with is_counted add up to what it won, each vote and seat
-- once: they leave out a list that stands in another row too, because two ancestors shared it or because it lies inside
-- an alliance that is the party's own. They also leave out an ancestor that stands again after it had become another
-- party: what it wins then is its own.
--
-- key: party_id, contestant_id, stood_as_party_id
with contestants_of_party as (
    select
        party_ancestry.party_id,
        party_ancestry.party,
        party_ancestry.ancestor_party_id,
        party_ancestry.ancestor,
        party_ancestry.steps,
        parties_behind.election_id,
        parties_behind.contestant_id,
        coalesce(election_context.first_polling_on >= party_ancestry.left_on, false) as stands_again,
        row_number() over (
            partition by party_ancestry.party_id, parties_behind.election_id, parties_behind.contestant_id
            order by
                case when election_context.first_polling_on >= party_ancestry.left_on then 1 else 0 end,
                party_ancestry.steps,
                party_ancestry.ancestor_party_id
        ) = 1 as is_first
    from party_ancestry
    join parties_behind
        on parties_behind.party_id = party_ancestry.ancestor_party_id
        and parties_behind.is_own
    join election_context on election_context.election_id = parties_behind.election_id
)
select
    contestants_of_party.party_id,
    contestants_of_party.party,
    outcomes.country,
    outcomes.election_id,
    outcomes.election,
    outcomes.first_polling_on,
    election_context.scope,                                     -- general, by-election or partial renewal
    election_context.round,                                     -- 1: the only round or the first; 2: the second
    election_context.is_annulled,                               -- true: declared void
    contestants_of_party.ancestor_party_id
        as stood_as_party_id,                                   -- the party that stood: itself or an ancestor
    contestants_of_party.ancestor as stood_as,                  -- that party's name
    contestants_of_party.steps,                                 -- 0: itself; else the steps from the ancestor to it
    outcomes.contestant_id,                                     -- the list it stood on
    outcomes.contestant,                                        -- the list's name
    outcomes.kind,                                              -- party list, alliance, joint list or candidate
    outcomes.votes,                                             -- votes of the list; null: not known
    outcomes.vote_share_pct,
    outcomes.share_base,
    outcomes.seats,                                             -- seats of the list; null: not known
    contestants_of_party.is_first and not contestants_of_party.stands_again and own_alliances.contestant_id is null
        as is_counted,                                          -- true: adds up to what the party won; see above
    outcomes.alliance,
    alliances.votes as alliance_votes,                          -- votes of the alliance; null: not known, or none
    alliances.vote_share_pct as alliance_vote_share_pct,        -- share of the alliance; null: not known, or none
    alliances.share_base as alliance_share_base,                -- what that is a share of
    alliances.seats as alliance_seats                           -- seats of the alliance; null: not known, or none
from contestants_of_party
join outcomes
    on outcomes.election_id = contestants_of_party.election_id
    and outcomes.contestant_id = contestants_of_party.contestant_id
join election_context on election_context.election_id = contestants_of_party.election_id
left join outcomes as alliances
    on alliances.election_id = outcomes.election_id
    and alliances.contestant_id = outcomes.alliance_contestant_id
left join contestants_of_party as own_alliances
    on own_alliances.party_id = contestants_of_party.party_id
    and own_alliances.election_id = outcomes.election_id
    and own_alliances.contestant_id = outcomes.alliance_contestant_id
    and own_alliances.is_first
    and not own_alliances.stands_again
order by
    contestants_of_party.party_id,
    outcomes.first_polling_on,
    contestants_of_party.steps,
    contestants_of_party.ancestor_party_id,
    outcomes.contestant_id
