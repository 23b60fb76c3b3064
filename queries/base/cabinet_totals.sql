-- Seats of cabinets, added up
--
-- One row per cabinet with what its rows of cabinet_seats come to. governments says what follows from it.
--
-- key:   cabinet_id
-- kept:  as a table, because questions about governments read it, and each would take longer to plan than to answer
-- order: none, because whoever joins it puts its own rows in order
with members_of_cabinets as (
    -- One row more for each party of a cabinet, and one for each cabinet, for those without a party.
    select
        election_id,
        cabinet_id,
        contestant_id,
        party_id,
        contestant,
        is_whole,
        seats,
        sum(seats) over one_party as seats_of_party,
        case when row_number() over (
            partition by election_id, cabinet_id, coalesce(identity, party_id) order by contestant_id
        ) = 1 then parties end as parties_of_list,
        0 as parties
    from cabinet_seats
    window one_party as (partition by election_id, cabinet_id, coalesce(identity, party_id))
    union all
    select cabinets.election_id, cabinets.cabinet_id, null, null, null, null, null, null, null, 1
    from cabinet_parties
    join cabinets on cabinets.cabinet_id = cabinet_parties.cabinet_id
    union all
    select election_id, cabinet_id, null, null, null, null, null, null, null, 0
    from cabinets
)
select
    cabinet_id,
    election_id,                                                -- the last general election before it; null: none
    cast(least(count(parties_of_list), sum(parties)) as bigint)
        as parties,                                             -- how many they are; a list of several is one
    sum(parties) > 1
    and sum(case when coalesce(seats_of_party, 1) > 0 then parties_of_list end) > sum(parties)
        as is_on_several_lists,                                 -- true: a party stood on several lists
    string_agg(contestant, ' + ' order by coalesce(seats, 0) desc, contestant, contestant_id, party_id)
        as members,                                             -- its parties or lists, most seats first; null: none
    count(case when party_id is not null then 1 end)
        as absent_parties,                                      -- parties that are not named at the election
    count(case when contestant_id is not null and (seats is null or not is_whole and seats > 0) then 1 end)
        as uncertain_lists,                                     -- lists whose seats are not known, or shared
    count(case when contestant_id is not null and seats is null then 1 end)
        as lists_without_seats,                                 -- lists whose seats are not known
    cast(coalesce(sum(case when is_whole then seats end), 0) as bigint)
        as lowest_seats,                                        -- they have not fewer
    cast(coalesce(sum(seats), 0) as bigint) as seats_of_lists,  -- of all their lists, as far as they are known
    cast(min(case when is_whole and seats_of_party > 0 then seats_of_party end) as bigint)
        as fewest_seats                                         -- of the smallest party with seats; null: none has any
from members_of_cabinets
group by election_id, cabinet_id
