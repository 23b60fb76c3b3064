-- Seats now, before and the change
--
-- Seats now, seats before and the change, for everyone who stands now or stood at the previous election of the same
-- chamber. There are three readings. The first compares what has the same name: a party with itself, an alliance with
-- the alliance of that name, independents with independents. The like-for-like reading compares a family as a whole,
-- now and before: all who share parties (families). Its figures are the same for each list of a family, so do not add
-- them up. They are left empty where the seats of one of them are not known, or who is of it (like_for_like). In the
-- reading of the largest heir, each contestant of before goes with the one now that has most seats of those that share
-- a party with it; that is left empty for a whole family where two of it may have most.
--
-- status_before says how a contestant stood before:
--   held seats, stood and won none: under the same name.
--   under another name: like for like it continues one contestant of the previous election, and no other list does.
--   on other lists: its family stood before, on more than one list or on one that others share now.
--   called for a boycott: every party behind it called for a boycott of the previous election.
--   new: it is none of these, and a return that names everyone who stood at the previous election is in the file.
--   held no seat: likewise, but that return only has everyone with a seat, so it may have stood.
--   not known: its seats then are not known, or no such return shows whether it is new, or Others or independents taken
--     together had seats then, or may have had, and it may have been one of them, or it may have been in an alliance
--     then some of whose members nobody names; or it is such an alliance itself, and somebody of then may be in it.
--   no previous election in the file, the two elections are unlike, whether the two elections are alike is not known,
--     or one of the two elections is annulled.
--   a round that does not fill the chamber: one of the two is; so its seats are not compared.
-- For a contestant of the previous election that does not stand now, it says what became of it:
--   calls for a boycott now: every party behind it does.
--   part of another contestant now: one of its family stands.
--   not named now: nobody who is named is of its family. It may be in an alliance some of whose members nobody names.
--
-- key: election_id, contestant_id, previous_contestant_id
with seats_without_names as (
    -- Elections before which somebody without a name of its own may have held a seat.
    select election_id
    from standings
    where
        is_previous
        and not is_local
        and not is_only_elsewhere
        and kind in ('others', 'independents')
        and coalesce(seats, 1) > 0
    group by election_id
),
elections_with_unnamed_members as (
    select distinct election_id
    from unnamed_members
    where is_previous
),
boycotting_parties as (
    select distinct election_id, party_id
    from boycotts
    where party_id is not null
),
elections_to_boycott as (
    -- Who stands now may have boycotted the previous election, and who stood then may boycott this one.
    select election_id, election_id as stood_in_election_id, previous_election_id as boycotted_election_id
    from election_context
    union all
    select election_id, previous_election_id, election_id
    from election_context
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
pairs as (
    -- What is known of each pair now and before. The status follows from it.
    select
        same_name_pairs.*,
        election_context.election,
        election_context.country,
        election_context.first_polling_on,
        final_rounds.missing_previous_seats,
        coalesce(earlier.has_everyone, false) as has_everyone_before,
        coalesce(earlier.has_every_seat, false) and seats_without_names.election_id is null
            as has_every_seat_before,
        boycotting_contestants.contestant_id is not null as calls_for_boycott,
        like_for_like.contestant_id is not null as has_family,
        like_for_like.is_in_doubt
        or (
            elections_with_unnamed_members.election_id is not null
            and same_name_pairs.kind not in ('independents', 'others')
        )
            as may_have_stood_unnamed,
        like_for_like.is_in_doubt,
        like_for_like.contestants_now,
        like_for_like.contestants_before,
        cast(round(cast(like_for_like.amount_now as decimal(38, 12)), 0) as bigint) as family_seats,
        cast(round(cast(like_for_like.amount_before as decimal(38, 12)), 0) as bigint) as family_seats_before,
        cast(round(cast(like_for_like.heir_amount_before as decimal(38, 12)), 0) as bigint) as heir_seats_before,
        like_for_like.names_now,
        like_for_like.names_before
    from same_name_pairs
    join election_context on election_context.election_id = same_name_pairs.election_id
    join final_rounds on final_rounds.election_id = same_name_pairs.election_id
    left join election_context as earlier on earlier.election_id = election_context.previous_election_id
    left join seats_without_names on seats_without_names.election_id = same_name_pairs.election_id
    left join elections_with_unnamed_members
        on elections_with_unnamed_members.election_id = same_name_pairs.election_id
    left join boycotting_contestants
        on boycotting_contestants.election_id = same_name_pairs.election_id
        and boycotting_contestants.contestant_id
            = coalesce(same_name_pairs.contestant_id, same_name_pairs.previous_contestant_id)
    left join like_for_like
        on like_for_like.election_id = same_name_pairs.election_id
        and like_for_like.contestant_id
            = coalesce(same_name_pairs.contestant_id, same_name_pairs.previous_contestant_id)
        and like_for_like.measure = 'seats'
)
select
    pairs.election_id,
    pairs.election,
    pairs.country,
    pairs.first_polling_on,
    pairs.contestant_id,                                        -- the contestant; null: it stood before and not now
    pairs.contestant,                                           -- its name, the earlier one where it does not stand now
    pairs.kind,                                                 -- kind of contestant
    pairs.alliance,
    pairs.seats,                                                -- seats now; null: not known, or it does not stand
    disputed_figures.others_print,                              -- other seats now, and who prints them; null: nobody
    pairs.previous_contestant_id,
    pairs.seats_before,                                         -- seats then; null: not known, or it did not stand
    case when pairs.missing_previous_seats is null then pairs.seats - pairs.seats_before end
        as seat_change,                                         -- seats won or lost under the same name; null: unknown
    case
        when pairs.contestant_id is null and pairs.calls_for_boycott then 'calls for a boycott now'
        when pairs.contestant_id is null and pairs.contestants_now > 0 then 'part of another contestant now'
        when pairs.contestant_id is null then 'not named now'
        when pairs.missing_previous_seats is not null then pairs.missing_previous_seats
        when pairs.seats_before > 0 then 'held seats'
        when pairs.seats_before = 0 then 'stood and won none'
        when pairs.previous_contestant_id is not null then 'not known'
        when pairs.calls_for_boycott then 'called for a boycott'
        when pairs.contestants_before = 1 and pairs.is_in_doubt then 'not known'
        when pairs.contestants_before = 1 and pairs.contestants_now = 1 then 'under another name'
        when pairs.contestants_before > 0 then 'on other lists'
        when not pairs.has_family or pairs.may_have_stood_unnamed then 'not known'
        when pairs.has_everyone_before then 'new'
        when pairs.has_every_seat_before then 'held no seat'
        else 'not known'
    end as status_before,                                       -- one of the phrases above
    case when pairs.contestant_id is not null then pairs.family_seats end
        as like_for_like_seats,                  -- seats of its family now; null: not known
    case when pairs.contestant_id is not null then pairs.family_seats_before end
        as like_for_like_seats_before,    -- seats of its family then; null: not known, or none
    case when pairs.contestant_id is not null and pairs.missing_previous_seats is null
        then pairs.family_seats - pairs.family_seats_before end
        as like_for_like_change,  -- seats its family won or lost
    case when pairs.contestant_id is not null and pairs.contestants_now > 1 then pairs.names_now end
        as like_for_like_now,                                   -- who they are now; null: itself alone
    case when pairs.contestant_id is not null then pairs.names_before end
        as like_for_like_of,                     -- who they were, with seats; null: none of them stood
    case when pairs.missing_previous_seats is null then pairs.seats - pairs.heir_seats_before end
        as largest_heir_change                                  -- seats won or lost against those whose heir it is
from pairs
left join disputed_figures
    on disputed_figures.election_id = pairs.election_id
    and disputed_figures.contestant_id = pairs.contestant_id
    and disputed_figures.figure = 'seats'
order by
    pairs.country,
    pairs.first_polling_on,
    pairs.seats desc nulls last,
    pairs.seats_before desc nulls last,
    pairs.contestant,
    pairs.election_id,
    pairs.contestant_id,
    pairs.previous_contestant_id
