-- How the governing parties fared
--
-- At each election, the parties of the last cabinet before it that was no caretaker: the votes and seats that they won
-- together then, and at the election before. Parties that merged or split are compared as families are: the parts
-- together. Where a party of the cabinet stood with one that was not in it, now or before, what the governing parties
-- won or lost is not known; nor is it where a party of the cabinet did not stand before.
--
-- key:  election_id
-- cite: Powell and Whitten (1993), A Cross-National Analysis of Economic Voting (votes for the governing parties)
with cabinets_in_turn as (
    -- Those that began after the election before and before this one, the last first.
    select
        predecessors.election_id,
        predecessors.previous_election_id,
        cabinets.cabinet_id,
        row_number() over (
            partition by predecessors.election_id
            order by cabinets.started_on desc, cabinets.cabinet_id desc
        ) as place
    from predecessors
    join elections on elections.election_id = predecessors.election_id
    join cabinets
        on cabinets.election_id = predecessors.previous_election_id
        and cabinets.started_on < elections.first_polling_on
        and not cabinets.is_caretaker
),
governing_lists as (
    select
        cabinets_in_turn.election_id,
        cabinets_in_turn.cabinet_id,
        cabinet_seats.contestant_id,
        cabinet_seats.is_whole
    from cabinets_in_turn
    join cabinet_seats on cabinet_seats.cabinet_id = cabinets_in_turn.cabinet_id
    where cabinets_in_turn.place = 1
),
governing_entries as (
    -- The lists themselves, the members of an alliance that governed, and the alliances of members that did.
    select election_id, contestant_id, contestant_id as list_id, is_whole
    from governing_lists
    union all
    select governing_lists.election_id, alliance_members.contestant_id, governing_lists.contestant_id, is_whole
    from governing_lists
    join alliance_members on alliance_members.alliance_contestant_id = governing_lists.contestant_id
    union all
    select
        governing_lists.election_id,
        alliance_members.alliance_contestant_id,
        governing_lists.contestant_id,
        governing_lists.is_whole and count(*) over (
            partition by governing_lists.election_id, alliance_members.alliance_contestant_id
        ) = members.members
    from governing_lists
    join alliance_members on alliance_members.contestant_id = governing_lists.contestant_id
    join (
        select alliance_contestant_id, count(*) as members from alliance_members group by alliance_contestant_id
    ) as members on members.alliance_contestant_id = alliance_members.alliance_contestant_id
),
governing_contestants as (
    select election_id, contestant_id, max(case when is_whole then 0 else 1 end) = 0 as is_whole
    from governing_entries
    group by election_id, contestant_id
),
governing_families as (
    select
        families.election_id,
        families.measure,
        families.family_id,
        count(
            case when families.is_previous and not coalesce(governing_contestants.is_whole, false) then 1 end
        ) as others,
        count(case when families.amount is null then 1 end) as without_amount,
        coalesce(sum(case when not families.is_previous then cast(families.amount as decimal(38, 12)) end), 0)
            as amount_now,
        sum(case when families.is_previous then cast(families.amount as decimal(38, 12)) end) as amount_before
    from families
    left join governing_contestants
        on governing_contestants.election_id = families.election_id
        and governing_contestants.contestant_id = families.contestant_id
        and families.is_previous
    where families.measure in ('votes', 'seats')
    group by families.election_id, families.measure, families.family_id
    having count(governing_contestants.contestant_id) > 0
),
lists_compared as (
    select families.election_id, families.measure, count(distinct governing_entries.list_id) as lists
    from families
    join governing_entries
        on governing_entries.election_id = families.election_id
        and governing_entries.contestant_id = families.contestant_id
    where families.is_previous and families.measure in ('votes', 'seats')
    group by families.election_id, families.measure
),
sums_by_election as (
    select
        governing_families.election_id,
        governing_families.measure,
        max(lists_compared.lists) as lists,
        sum(governing_families.others) as others,
        sum(governing_families.without_amount) as without_amount,
        sum(governing_families.amount_now) as amount_now,
        sum(governing_families.amount_before) as amount_before
    from governing_families
    join lists_compared
        on lists_compared.election_id = governing_families.election_id
        and lists_compared.measure = governing_families.measure
    group by governing_families.election_id, governing_families.measure
),
lists_by_election as (
    select
        election_id,
        min(cabinet_id) as cabinet_id,
        count(contestant_id) as lists,
        count(*) - count(contestant_id) as absent_parties
    from governing_lists
    group by election_id
),
changes as (
    select
        lists_by_election.election_id,
        lists_by_election.cabinet_id,
        votes.amount_now as votes_now,
        votes.amount_before as votes_before,
        seats.amount_now as seats_now,
        seats.amount_before as seats_before,
        case
            when lists_by_election.absent_parties > 0 then 'a party of the cabinet did not stand before'
            when votes.lists is null or votes.lists < lists_by_election.lists then 'not in families'
            when votes.others > 0 then 'stood with a party that was not in the cabinet'
            when votes.without_amount > 0 then 'votes are not known of all of them'
        end as missing_votes,
        case
            when lists_by_election.absent_parties > 0 then 'a party of the cabinet did not stand before'
            when seats.lists is null or seats.lists < lists_by_election.lists then 'not in families'
            when seats.others > 0 then 'stood with a party that was not in the cabinet'
            when seats.without_amount > 0 then 'seats are not known of all of them'
        end as missing_seats
    from lists_by_election
    left join sums_by_election as votes
        on votes.election_id = lists_by_election.election_id
        and votes.measure = 'votes'
    left join sums_by_election as seats
        on seats.election_id = lists_by_election.election_id
        and seats.measure = 'seats'
)
select
    changes.election_id,
    election_context.election,
    election_context.country,
    election_context.first_polling_on,
    changes.cabinet_id,
    governments.cabinet,
    governments.members,                                        -- its parties or lists, most seats first
    governments.type,                                           -- kind of government, as governments says
    case when changes.missing_votes is null
        then cast(round(cast(changes.votes_before as decimal(38, 12)), 2) as double) end
        as vote_share_before_pct,                               -- valid votes they had together before; null: not known
    case when changes.missing_votes is null
        then cast(round(cast(changes.votes_now as decimal(38, 12)), 2) as double) end
        as vote_share_pct,
    case when changes.missing_votes is null
        then cast(round(cast(changes.votes_now - changes.votes_before as decimal(38, 12)), 2) as double) end
        as vote_swing_pp,                                       -- points gained; below 0: lost; null: see missing_votes
    cast(case when changes.missing_seats is null then changes.seats_before end as bigint)
        as seats_before,                                        -- seats they had together before; null: not known
    cast(case when changes.missing_seats is null then changes.seats_now end as bigint) as seats,
    cast(case when changes.missing_seats is null then changes.seats_now - changes.seats_before end as bigint)
        as seat_change,                                         -- seats gained; below 0: lost; null: see missing_seats
    changes.missing_votes,
    changes.missing_seats
from changes
join election_context on election_context.election_id = changes.election_id
join governments on governments.cabinet_id = changes.cabinet_id
order by election_context.country, election_context.first_polling_on, changes.election_id
