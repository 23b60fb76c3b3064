-- Seats behind every cabinet
--
-- One row per contestant of the last general election with a party in the cabinet, and one with no contestant for each
-- party of the cabinet that is not named there: it did not stand, or may be an unnamed member of an alliance. The seats
-- are those won at that election: what parties gained or lost in the chamber since does not count. An alliance stands
-- for its members where it is in the cabinet under a party of its own.
--
-- A list of several parties is in the cabinet as a whole where all of them are. Where some are, how many of its seats
-- are those of the cabinet is not known, unless it has none. Candidates of one area are left out where their party has
-- figures of the whole country.
--
-- key:   cabinet_id, contestant_id, party_id
-- order: none, because whoever joins it puts its own rows in order
with parties_on_lists as (
    select
        contestants.election_id,
        contestant_parties.contestant_id,
        contestant_parties.party_id,
        lists.parties as parties_of_list
    from contestant_parties
    join contestants on contestants.contestant_id = contestant_parties.contestant_id
    join (
        select contestant_id, count(*) as parties from contestant_parties group by contestant_id
    ) as lists on lists.contestant_id = contestant_parties.contestant_id
),
parties_of_cabinets as (
    select cabinets.election_id, cabinets.cabinet_id, cabinet_parties.party_id
    from cabinet_parties
    join cabinets on cabinets.cabinet_id = cabinet_parties.cabinet_id
),
parties_that_stood as (
    select
        parties_of_cabinets.election_id,
        parties_of_cabinets.cabinet_id,
        parties_of_cabinets.party_id,
        parties_on_lists.contestant_id,
        parties_on_lists.parties_of_list
    from parties_of_cabinets
    join parties_on_lists
        on parties_on_lists.election_id = parties_of_cabinets.election_id
        and parties_on_lists.party_id = parties_of_cabinets.party_id
),
lists_of_cabinets as (
    select
        election_id,
        cabinet_id,
        contestant_id,
        count(*) as parties,
        count(*) = max(parties_of_list) as is_whole
    from parties_that_stood
    group by election_id, cabinet_id, contestant_id
),
lists_with_figures as (
    select
        lists_of_cabinets.election_id,
        lists_of_cabinets.cabinet_id,
        lists_of_cabinets.contestant_id,
        lists_of_cabinets.parties,
        lists_of_cabinets.is_whole,
        standings.contestant,
        standings.identity,
        standings.is_local,
        standings.alliance_contestant_id,
        standings.seats,
        standings.exact_share_pct,
        standings.share_base,
        max(case when standings.alliance_contestant_id is null then 1 else 0 end) over (
            partition by
                lists_of_cabinets.election_id,
                lists_of_cabinets.cabinet_id,
                coalesce(standings.alliance_contestant_id, standings.contestant_id)
        ) = 1 as has_whole_alliance,
        count(case when not standings.is_local then 1 end) over (
            partition by lists_of_cabinets.election_id, lists_of_cabinets.cabinet_id, standings.identity
        ) as national_lists
    from lists_of_cabinets
    join standings
        on standings.election_id = lists_of_cabinets.election_id
        and standings.contestant_id = lists_of_cabinets.contestant_id
        and not standings.is_previous
),
parties_inside as (
    -- Parties of an alliance that stands for its members, on their lists as well, but for lists that won nothing.
    select
        lists_with_figures.election_id,
        lists_with_figures.cabinet_id,
        coalesce(lists_with_figures.alliance_contestant_id, lists_with_figures.contestant_id) as contestant_id,
        count(distinct parties_that_stood.party_id) as parties
    from lists_with_figures
    join parties_that_stood
        on parties_that_stood.election_id = lists_with_figures.election_id
        and parties_that_stood.cabinet_id = lists_with_figures.cabinet_id
        and parties_that_stood.contestant_id = lists_with_figures.contestant_id
    where
        lists_with_figures.has_whole_alliance
        and (lists_with_figures.alliance_contestant_id is null or coalesce(lists_with_figures.seats, 1) > 0)
    group by
        lists_with_figures.election_id,
        lists_with_figures.cabinet_id,
        coalesce(lists_with_figures.alliance_contestant_id, lists_with_figures.contestant_id)
),
parties_with_lists as (
    -- Added up, since a join to what may be missing would read all elections when one is asked for.
    select election_id, cabinet_id, party_id, 0 as lists
    from parties_of_cabinets
    union all
    select election_id, cabinet_id, party_id, 1
    from parties_that_stood
),
absent_parties as (
    select election_id, cabinet_id, party_id
    from parties_with_lists
    group by election_id, cabinet_id, party_id
    having sum(lists) = 0
)
select
    lists_with_figures.cabinet_id,
    lists_with_figures.election_id,                             -- the last general election before it
    lists_with_figures.contestant_id,                           -- null: the party is not named there
    cast(null as varchar) as party_id,                          -- the party that is not named; null: it is
    lists_with_figures.contestant,                              -- name on the ballot, or of the party
    lists_with_figures.identity,                                -- its parties; null: the party is not named
    cast(coalesce(parties_inside.parties, lists_with_figures.parties) as bigint)
        as parties,                                             -- parties of the cabinet that are on it, or inside it
    lists_with_figures.is_whole,                                -- true: all parties of the list are in the cabinet
    cast(lists_with_figures.seats as bigint) as seats,
    lists_with_figures.exact_share_pct,
    lists_with_figures.share_base
from lists_with_figures
left join parties_inside
    on parties_inside.election_id = lists_with_figures.election_id
    and parties_inside.cabinet_id = lists_with_figures.cabinet_id
    and parties_inside.contestant_id = lists_with_figures.contestant_id
where
    (lists_with_figures.alliance_contestant_id is null or not lists_with_figures.has_whole_alliance)
    and (not lists_with_figures.is_local or lists_with_figures.national_lists = 0)
union all
select
    absent_parties.cabinet_id,
    absent_parties.election_id,
    null,
    absent_parties.party_id,
    parties.party,
    null,
    1,
    true,
    null,
    null,
    null
from absent_parties
join parties on parties.party_id = absent_parties.party_id
