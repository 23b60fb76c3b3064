-- Seats now, before and the change
--
-- Seats now, seats before and the change, for everyone who stands now or stood at the previous election of the same
-- chamber. Two readings stand side by side. The first compares what stands under the same name: a party with itself,
-- an alliance with the alliance of that name, independents with independents. The like-for-like reading compares with
-- all whom the contestant continues: the parties behind it and every party that has wholly become one of them by
-- polling day (continuity). It is left empty where one of those stands behind several lists now.
--
-- key: election_id, contestant_id, previous_contestant_id
with complete as (
    select distinct election_id from returns where is_complete and rank is not null
),
boycotters as (
    select distinct election_id, party_id from boycotts where party_id is not null
),
continued as (
    select * from continuity where reading = 'like for like'
),
like_for_like as (
    select
        continued.election_id,
        continued.contestant_id,
        max(continued.claimants) as claimants,
        count(*) as continued,
        count(*) - count(earlier.seats) as unknown,
        cast(sum(earlier.seats) as bigint) as seats,
        string_agg(earlier.contestant || ' ' || coalesce(cast(earlier.seats as varchar), '?'), ' + ' order by earlier.seats desc nulls last, earlier.contestant) as parts
    from continued
    join standings as earlier
        on earlier.election_id = continued.election_id
        and earlier.contestant_id = continued.previous_contestant_id
        and earlier.is_previous
        and not earlier.is_local
    group by continued.election_id, continued.contestant_id
)
select
    same_name_pairs.election_id,                                          -- the election
    elections.election,                                 -- its name
    countries.country,                                  -- where it was held
    elections.first_polling_on,                                 -- main polling day
    same_name_pairs.contestant_id,                                        -- the contestant; null: it stood before and not now
    same_name_pairs.contestant,                                           -- its name, the earlier one where it does not stand now
    same_name_pairs.kind,                                                 -- party list, alliance, joint list or independents
    same_name_pairs.alliance,                                             -- alliance in whose row it is counted too; leave these rows out where you add up
    same_name_pairs.seats,                                                -- seats now; null: not known, or it does not stand
    same_name_pairs.previous_contestant_id,                               -- the same at the previous election; null: it did not stand
    same_name_pairs.seats_before,                                         -- seats then; null: not known, or it did not stand
    same_name_pairs.seats - same_name_pairs.seats_before as seat_change,            -- seats won or lost under the same name; null where either is not known
    case
        when same_name_pairs.contestant_id is null then
            case
                when boycotted_now.election_id is not null then 'calls for a boycott now'
                when coalesce(taken_in.previous_contestant_id, alliance_taken_in.previous_contestant_id) is not null then 'part of another contestant now'
                else 'not named now'
            end
        when predecessors.previous_election_id is null then 'no previous election in the file'
        when same_name_pairs.previous_contestant_id is not null then
            case
                when same_name_pairs.seats_before is null then 'not known'
                when same_name_pairs.seats_before = 0 then 'stood and won none'
                else 'held seats'
            end
        when boycotted_before.election_id is not null then 'called for a boycott'
        when like_for_like.claimants = 1 and like_for_like.continued = 1 then 'under another name'
        when complete.election_id is not null then 'new'
        else 'not known'
    end as before,                                              -- how it stood before: held seats, stood and won none, under another name, called for a boycott, new (a table of every seat does not name it, nor one single list that it continues), not known; or, where it is not there now: calls for a boycott now, part of another contestant now, not named now
    case when like_for_like.claimants = 1 and like_for_like.unknown = 0 then like_for_like.seats end
        as like_for_like_seats_before,                          -- seats then of all who are in it now; null: see like_for_like_of
    case when like_for_like.claimants = 1 and like_for_like.unknown = 0 then same_name_pairs.seats - like_for_like.seats end
        as like_for_like_change,                                -- seats won or lost against them
    case
        when like_for_like.claimants > 1 then 'not computable: several lists now of ' || like_for_like.parts
        when like_for_like.unknown > 0 then 'not computable: seats not known of ' || like_for_like.parts
        else like_for_like.parts
    end as like_for_like_of                                     -- who they were, with their seats; null: none of them stood
from same_name_pairs
join elections on elections.election_id = same_name_pairs.election_id
join bodies on bodies.body_id = elections.body_id
join countries on countries.country_id = bodies.country_id
left join predecessors on predecessors.election_id = same_name_pairs.election_id
left join complete on complete.election_id = predecessors.previous_election_id
left join like_for_like
    on like_for_like.election_id = same_name_pairs.election_id
    and like_for_like.contestant_id = same_name_pairs.contestant_id
left join (
    select parties_behind.election_id, parties_behind.contestant_id
    from parties_behind
    join predecessors on predecessors.election_id = parties_behind.election_id
    left join boycotters on boycotters.election_id = predecessors.previous_election_id and boycotters.party_id = parties_behind.party_id
    group by parties_behind.election_id, parties_behind.contestant_id
    having count(boycotters.party_id) = count(*)
) as boycotted_before on boycotted_before.election_id = same_name_pairs.election_id and boycotted_before.contestant_id = same_name_pairs.contestant_id
left join (
    select predecessors.election_id, parties_behind.contestant_id
    from predecessors
    join parties_behind on parties_behind.election_id = predecessors.previous_election_id
    left join boycotters on boycotters.election_id = predecessors.election_id and boycotters.party_id = parties_behind.party_id
    group by predecessors.election_id, parties_behind.contestant_id
    having count(boycotters.party_id) = count(*)
) as boycotted_now on boycotted_now.election_id = same_name_pairs.election_id and boycotted_now.contestant_id = same_name_pairs.previous_contestant_id
left join (select distinct election_id, previous_contestant_id from continued) as taken_in
    on taken_in.election_id = same_name_pairs.election_id
    and taken_in.previous_contestant_id = same_name_pairs.previous_contestant_id
left join (select distinct election_id, previous_contestant_id from continued) as alliance_taken_in
    on alliance_taken_in.election_id = same_name_pairs.election_id
    and alliance_taken_in.previous_contestant_id = same_name_pairs.previous_alliance_contestant_id
order by countries.country, elections.first_polling_on, same_name_pairs.seats desc nulls last, same_name_pairs.seats_before desc nulls last, same_name_pairs.contestant, same_name_pairs.contestant_id, same_name_pairs.previous_contestant_id
