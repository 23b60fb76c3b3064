-- Seats now, before and the change
--
-- Seats now, seats before and the change, for everyone who stands now or stood at the previous election of the same
-- chamber. There are two readings. The first compares what has the same name: a party with itself, an alliance with
-- the alliance of that name, independents with independents. The like-for-like reading compares with all whom the
-- contestant continues: the parties behind it and every party that has wholly become one of them by polling day
-- (continuity). It is left empty where one of those stands behind several lists now, or where their seats are not all
-- known; like_for_like_of says so.
--
-- status_before says how a contestant stood before:
--   held seats, stood and won none: under the same name.
--   under another name: like for like it continues one contestant of the previous election, and no other list does.
--   called for a boycott: every party behind it called for a boycott of the previous election.
--   new: it is none of these, and a table of every seat of the previous election is in the file.
--   not known: its seats then are not known, or no table of every seat shows whether it is new.
--   no previous election in the file
-- For a contestant of the previous election that does not stand now, it says what became of it:
--   calls for a boycott now: every party behind it does.
--   part of another contestant now: a contestant continues it, or continues the alliance that it was in.
--   not named now
--
-- key: election_id, contestant_id, previous_contestant_id
with elections_with_every_seat as (
    select distinct election_id
    from returns
    where is_complete and rank is not null
),
boycotting_parties as (
    select distinct election_id, party_id
    from boycotts
    where party_id is not null
),
elections_to_boycott as (
    -- Who stands now may have boycotted the previous election, and who stood then may boycott this one.
    select election_id, election_id as stood_in_election_id, previous_election_id as boycotted_election_id
    from predecessors
    union all
    select election_id, previous_election_id, election_id
    from predecessors
),
boycotting_contestants as (
    -- Contestants of one of the two elections whose parties all called for a boycott of the other.
    select elections_to_boycott.election_id, parties_behind.contestant_id
    from elections_to_boycott
    join parties_behind on parties_behind.election_id = elections_to_boycott.stood_in_election_id
    left join boycotting_parties
        on boycotting_parties.election_id = elections_to_boycott.boycotted_election_id
        and boycotting_parties.party_id = parties_behind.party_id
    group by elections_to_boycott.election_id, parties_behind.contestant_id
    having count(boycotting_parties.party_id) = count(*)
),
continued_contestants as (
    select election_id, contestant_id, previous_contestant_id, claimants
    from continuity
    where reading = 'like for like'
),
contestants_taken_in as (
    -- Contestants of the previous election that are continued, and the members of alliances that are continued.
    select election_id, previous_contestant_id
    from continued_contestants
    union
    select continued_contestants.election_id, alliance_members.contestant_id
    from continued_contestants
    join alliance_members on alliance_members.alliance_contestant_id = continued_contestants.previous_contestant_id
),
seats_continued as (
    -- One row per contestant that continues others, with the seats of all those together.
    select
        continued_contestants.election_id,
        continued_contestants.contestant_id,
        max(continued_contestants.claimants) as claimants,
        count(*) as contestants,
        count(*) - count(earlier.seats) as contestants_without_seats,
        cast(sum(earlier.seats) as bigint) as seats,
        string_agg(
            earlier.contestant || ' ' || coalesce(cast(earlier.seats as varchar), '?'),
            ' + ' order by earlier.seats desc nulls last, earlier.contestant
        ) as names_and_seats
    from continued_contestants
    join standings as earlier
        on earlier.election_id = continued_contestants.election_id
        and earlier.contestant_id = continued_contestants.previous_contestant_id
        and earlier.is_previous
        and not earlier.is_local
    group by continued_contestants.election_id, continued_contestants.contestant_id
),
pairs as (
    -- What is known of each pair now and before. The status follows from it.
    select
        same_name_pairs.*,
        predecessors.previous_election_id,
        elections_with_every_seat.election_id is not null as has_every_seat_before,
        boycotting_contestants.contestant_id is not null as calls_for_boycott,
        contestants_taken_in.previous_contestant_id is not null as is_taken_in,
        seats_continued.claimants,
        seats_continued.contestants as contestants_continued,
        seats_continued.contestants_without_seats,
        case when seats_continued.claimants = 1 and seats_continued.contestants_without_seats = 0
            then seats_continued.seats end as seats_continued,
        seats_continued.names_and_seats
    from same_name_pairs
    left join predecessors on predecessors.election_id = same_name_pairs.election_id
    left join elections_with_every_seat on elections_with_every_seat.election_id = predecessors.previous_election_id
    left join boycotting_contestants
        on boycotting_contestants.election_id = same_name_pairs.election_id
        and boycotting_contestants.contestant_id
            = coalesce(same_name_pairs.contestant_id, same_name_pairs.previous_contestant_id)
    left join seats_continued
        on seats_continued.election_id = same_name_pairs.election_id
        and seats_continued.contestant_id = same_name_pairs.contestant_id
    left join contestants_taken_in
        on contestants_taken_in.election_id = same_name_pairs.election_id
        and contestants_taken_in.previous_contestant_id = same_name_pairs.previous_contestant_id
)
select
    pairs.election_id,
    election_context.election,
    election_context.country,
    election_context.first_polling_on,
    pairs.contestant_id,                                        -- the contestant; null: it stood before and not now
    pairs.contestant,                                           -- its name, the earlier one where it does not stand now
    pairs.kind,                                                 -- party list, alliance, joint list or independents
    pairs.alliance,
    pairs.seats,                                                -- seats now; null: not known, or it does not stand
    pairs.previous_contestant_id,
    pairs.seats_before,                                         -- seats then; null: not known, or it did not stand
    pairs.seats - pairs.seats_before as seat_change,            -- seats won or lost under the same name; null: unknown
    case
        when pairs.contestant_id is null and pairs.calls_for_boycott then 'calls for a boycott now'
        when pairs.contestant_id is null and pairs.is_taken_in then 'part of another contestant now'
        when pairs.contestant_id is null then 'not named now'
        when pairs.previous_election_id is null then 'no previous election in the file'
        when pairs.seats_before > 0 then 'held seats'
        when pairs.seats_before = 0 then 'stood and won none'
        when pairs.previous_contestant_id is not null then 'not known'
        when pairs.calls_for_boycott then 'called for a boycott'
        when pairs.claimants = 1 and pairs.contestants_continued = 1 then 'under another name'
        when pairs.has_every_seat_before then 'new'
        else 'not known'
    end as status_before,                                       -- one of the phrases above
    pairs.seats_continued as like_for_like_seats_before,        -- seats then of those it continues
    pairs.seats - pairs.seats_continued as like_for_like_change,  -- seats won or lost against them
    case
        when pairs.claimants > 1 then 'not computable: several lists now of ' || pairs.names_and_seats
        when pairs.contestants_without_seats > 0 then 'not computable: seats not known of ' || pairs.names_and_seats
        else pairs.names_and_seats
    end as like_for_like_of                                     -- who they were, with seats; null: none of them stood
from pairs
join election_context on election_context.election_id = pairs.election_id
order by
    election_context.country,
    election_context.first_polling_on,
    pairs.seats desc nulls last,
    pairs.seats_before desc nulls last,
    pairs.contestant,
    pairs.election_id,
    pairs.contestant_id,
    pairs.previous_contestant_id
