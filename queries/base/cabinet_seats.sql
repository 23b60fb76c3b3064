-- Seats behind every cabinet
--
-- One row per contestant of the last general election with a party in the cabinet, and one with no contestant for each
-- party of the cabinet that did not stand. The seats are those won at that election: what parties gained or lost in the
-- chamber since does not count. An alliance stands for its members where it is in the cabinet under a party of its own.
--
-- A list of several parties is in the cabinet as a whole where all of them are. Where some are, how many of its seats
-- are those of the cabinet is not known, unless it has none.
--
-- key:   cabinet_id, contestant_id, party_id
-- order: none, because whoever joins it puts its own rows in order
with parties_on_lists as (
    select
        contestants.election_id,
        contestant_parties.contestant_id,
        contestant_parties.party_id,
        count(*) over (partition by contestants.election_id, contestant_parties.contestant_id) as parties_of_list
    from contestant_parties
    join contestants on contestants.contestant_id = contestant_parties.contestant_id
),
parties_of_cabinets as (
    select
        cabinets.cabinet_id,
        cabinets.election_id,
        cabinet_parties.party_id,
        parties_on_lists.contestant_id,
        parties_on_lists.parties_of_list
    from cabinet_parties
    join cabinets on cabinets.cabinet_id = cabinet_parties.cabinet_id
    left join parties_on_lists
        on parties_on_lists.election_id = cabinets.election_id
        and parties_on_lists.party_id = cabinet_parties.party_id
),
lists_of_cabinets as (
    select
        cabinet_id,
        election_id,
        contestant_id,
        min(case when contestant_id is null then party_id end) as party_id,
        count(*) = max(parties_of_list) as is_whole
    from parties_of_cabinets
    group by cabinet_id, election_id, contestant_id, case when contestant_id is null then party_id end
),
lists_with_figures as (
    select
        lists_of_cabinets.*,
        standings.contestant,
        standings.alliance_contestant_id,
        standings.seats,
        standings.exact_share_pct,
        standings.share_base
    from lists_of_cabinets
    left join standings
        on standings.election_id = lists_of_cabinets.election_id
        and standings.contestant_id = lists_of_cabinets.contestant_id
        and not standings.is_previous
)
select
    lists_with_figures.cabinet_id,
    lists_with_figures.election_id,                             -- the last general election before it
    lists_with_figures.contestant_id,                           -- null: the party did not stand at it
    lists_with_figures.party_id,                                -- the party that did not stand; null: it did
    coalesce(lists_with_figures.contestant, parties.party) as contestant,  -- name on the ballot, or of the party
    lists_with_figures.is_whole,                                -- true: all parties of the list are in the cabinet
    cast(lists_with_figures.seats as bigint) as seats,
    lists_with_figures.exact_share_pct,
    lists_with_figures.share_base
from lists_with_figures
left join lists_with_figures as alliances
    on alliances.cabinet_id = lists_with_figures.cabinet_id
    and alliances.contestant_id = lists_with_figures.alliance_contestant_id
left join parties on parties.party_id = lists_with_figures.party_id
where alliances.contestant_id is null
