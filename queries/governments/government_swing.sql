-- How the governing parties fared
--
-- At each election, the parties of the last cabinet before it that was no caretaker: the votes and seats that they won
-- together then, and at the election before. Parties that merged or split are compared as families are: the parts
-- together. Where a party of the cabinet stood with one that was not in it, now or before, or in an alliance some of
-- whose members nobody names, what the governing parties won or lost is not known; nor is it where a party of the
-- cabinet is not named before, or not now by a return that does not name everyone. Only elections are here whose last
-- cabinet came out of the election before. governments says who they are.
--
-- key:  election_id
-- cite: Powell and Whitten (1993), A Cross-National Analysis of Economic Voting (votes for the governing parties)
with cabinets_with_next as (
    select
        cabinets.*,
        lead(started_on) over (partition by country_id order by started_on, cabinet_id) as next_started_on
    from cabinets
    where not is_caretaker
),
last_cabinets as (
    -- The one that began last before the election, where it came out of the election before.
    select
        election_context.election_id,
        election_context.previous_election_id,
        cabinets_with_next.cabinet_id,
        cabinets_with_next.cabinet
    from election_context
    join cabinets_with_next
        on cabinets_with_next.election_id = election_context.previous_election_id
        and cabinets_with_next.country_id = election_context.country_id
        and cabinets_with_next.started_on < election_context.first_polling_on
        and coalesce(cabinets_with_next.next_started_on >= election_context.first_polling_on, true)
),
lists_with_parties as (
    select
        last_cabinets.election_id,
        contestant_parties.contestant_id,
        contestant_parties.party_id,
        count(*) over (partition by last_cabinets.election_id, contestant_parties.contestant_id) as parties_of_list
    from last_cabinets
    join contestants on contestants.election_id = last_cabinets.previous_election_id
    join contestant_parties on contestant_parties.contestant_id = contestants.contestant_id
),
governing_parties as (
    select
        last_cabinets.election_id,
        last_cabinets.cabinet_id,
        cabinet_parties.party_id
    from last_cabinets
    join cabinet_parties on cabinet_parties.cabinet_id = last_cabinets.cabinet_id
),
parties_that_stood as (
    select
        governing_parties.election_id,
        governing_parties.party_id,
        lists_with_parties.contestant_id,
        lists_with_parties.parties_of_list
    from governing_parties
    join lists_with_parties
        on lists_with_parties.election_id = governing_parties.election_id
        and lists_with_parties.party_id = governing_parties.party_id
),
governing_lists as (
    select election_id, contestant_id, count(*) = max(parties_of_list) as is_whole
    from parties_that_stood
    group by election_id, contestant_id
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
        governing_lists.is_whole
        and not standings.has_unnamed_members
        and count(*) over (
            partition by governing_lists.election_id, alliance_members.alliance_contestant_id
        ) = members.members
    from governing_lists
    join alliance_members on alliance_members.contestant_id = governing_lists.contestant_id
    join (
        select alliance_contestant_id, count(*) as members from alliance_members group by alliance_contestant_id
    ) as members on members.alliance_contestant_id = alliance_members.alliance_contestant_id
    join standings
        on standings.election_id = governing_lists.election_id
        and standings.contestant_id = alliance_members.alliance_contestant_id
        and standings.is_previous
),
governing_contestants as (
    select election_id, contestant_id, max(case when is_whole then 0 else 1 end) = 0 as is_whole
    from governing_entries
    group by election_id, contestant_id
),
figures_compared as (
    select election_id, measure, family_id, is_previous, contestant_id, kind, amount
    from families
    where measure in ('votes', 'seats')
),
governing_heirs as (
    -- The parties now that stand for those that governed.
    select distinct governing_contestants.election_id, party_heirs.heir_party_id
    from governing_contestants
    join parties_behind on parties_behind.contestant_id = governing_contestants.contestant_id
    join party_heirs
        on party_heirs.election_id = governing_contestants.election_id
        and party_heirs.party_id = parties_behind.party_id
    where governing_contestants.is_whole
),
parties_before as (
    -- Behind those that governed.
    select distinct figures_compared.election_id, figures_compared.measure, parties_behind.party_id
    from figures_compared
    join governing_contestants
        on governing_contestants.election_id = figures_compared.election_id
        and governing_contestants.contestant_id = figures_compared.contestant_id
        and governing_contestants.is_whole
    join parties_behind on parties_behind.contestant_id = figures_compared.contestant_id
    where figures_compared.is_previous
),
parties_now as (
    -- Behind everybody now; members of an alliance of whom no party is known count as one.
    select figures_compared.election_id, figures_compared.measure, figures_compared.family_id, parties_behind.party_id
    from figures_compared
    join parties_behind on parties_behind.contestant_id = figures_compared.contestant_id
    where not figures_compared.is_previous
    union all
    select figures_compared.election_id, figures_compared.measure, figures_compared.family_id, null
    from figures_compared
    join alliance_members on alliance_members.alliance_contestant_id = figures_compared.contestant_id
    left join contestant_parties on contestant_parties.contestant_id = alliance_members.contestant_id
    where not figures_compared.is_previous and contestant_parties.party_id is null
    union all
    select figures_compared.election_id, figures_compared.measure, figures_compared.family_id, null
    from figures_compared
    join standings
        on standings.election_id = figures_compared.election_id
        and standings.contestant_id = figures_compared.contestant_id
        and standings.has_unnamed_members
        and not standings.is_previous
    where not figures_compared.is_previous
),
parts_of_families as (
    -- Everybody who is compared and, once more, who governed: added up, since a join to what may be missing would read
    -- all elections when one is asked for.
    select
        election_id,
        measure,
        family_id,
        case when is_previous then 1 else 0 end as before,
        case when is_previous then 0 else 1 end as now,
        0 as governed,
        0 as governed_whole,
        0 as parties_of_others,
        case when amount is null then 1 else 0 end as without_amount,
        case when not is_previous then cast(amount as decimal(38, 12)) end as amount_now,
        case when is_previous then cast(amount as decimal(38, 12)) end as amount_before
    from figures_compared
    union all
    select
        figures_compared.election_id,
        figures_compared.measure,
        figures_compared.family_id,
        0,
        0,
        1,
        case when governing_contestants.is_whole then 1 else 0 end,
        0,
        0,
        null,
        null
    from figures_compared
    join governing_contestants
        on governing_contestants.election_id = figures_compared.election_id
        and governing_contestants.contestant_id = figures_compared.contestant_id
    where figures_compared.is_previous
    union all
    select election_id, measure, family_id, 0, 0, 0, 0, 1, 0, null, null
    from parties_now
    union all
    select parties_now.election_id, parties_now.measure, parties_now.family_id, 0, 0, 0, 0, -1, 0, null, null
    from parties_now
    join governing_heirs
        on governing_heirs.election_id = parties_now.election_id
        and governing_heirs.heir_party_id = parties_now.party_id
),
governing_families as (
    select
        election_id,
        measure,
        family_id,
        sum(before) - sum(governed_whole) + sum(parties_of_others) as others,
        case when sum(now) = 0 then 1 else 0 end as unnamed,
        sum(without_amount) as without_amount,
        coalesce(sum(amount_now), 0) as amount_now,
        sum(amount_before) as amount_before
    from parts_of_families
    group by election_id, measure, family_id
    having sum(governed) > 0
),
facts_by_election as (
    -- What is known of each election, added up below.
    select
        election_id,
        measure,
        0 as lists,
        0 as absent_parties,
        others,
        unnamed,
        0 as naming_everyone,
        without_amount,
        amount_now,
        amount_before
    from governing_families
    union all
    -- Those of them whom nobody now stands for: all, but those for whom somebody does.
    select election_id, measure, 0, 0, 0, count(*), 0, 0, null, null
    from parties_before
    group by election_id, measure
    union all
    select
        parties_before.election_id,
        parties_before.measure,
        0,
        0,
        0,
        -count(distinct party_heirs.party_id),
        0,
        0,
        null,
        null
    from parties_before
    join party_heirs
        on party_heirs.election_id = parties_before.election_id
        and party_heirs.party_id = parties_before.party_id
    group by parties_before.election_id, parties_before.measure
    union all
    select
        figures_compared.election_id,
        figures_compared.measure,
        -count(distinct governing_entries.list_id),
        0,
        0,
        0,
        0,
        0,
        null,
        null
    from figures_compared
    join governing_entries
        on governing_entries.election_id = figures_compared.election_id
        and governing_entries.contestant_id = figures_compared.contestant_id
    where figures_compared.is_previous
    group by figures_compared.election_id, figures_compared.measure
    union all
    select governing_lists.election_id, both_measures.measure, count(*), 0, 0, 0, 0, 0, null, null
    from governing_lists
    cross join (select 'votes' as measure union all select 'seats') as both_measures
    group by governing_lists.election_id, both_measures.measure
    union all
    select
        counts.election_id,
        both_measures.measure,
        0,
        count(distinct counts.party_id) - count(distinct counts.stood),
        0,
        0,
        0,
        0,
        null,
        null
    from (
        select election_id, party_id, cast(null as varchar) as stood from governing_parties
        union all
        select election_id, party_id, party_id from parties_that_stood
    ) as counts
    cross join (select 'votes' as measure union all select 'seats') as both_measures
    group by counts.election_id, both_measures.measure
    union all
    -- Whoever is not named now has none where a return names everyone, or those who are named have everything.
    select governing_lists.election_id, both_measures.measure, 0, 0, 0, 0, 1, 0, null, null
    from governing_lists
    join election_context on election_context.election_id = governing_lists.election_id
    cross join (select 'votes' as measure union all select 'seats') as both_measures
    where election_context.has_everyone
    union all
    -- But whoever is not named may be in an alliance some of whose members nobody names.
    select governing_lists.election_id, both_measures.measure, 0, 0, 0, 0, -2, 0, null, null
    from governing_lists
    join unnamed_members
        on unnamed_members.election_id = governing_lists.election_id
        and not unnamed_members.is_previous
    cross join (select 'votes' as measure union all select 'seats') as both_measures
    union all
    select figures_compared.election_id, figures_compared.measure, 0, 0, 0, 0, 1, 0, null, null
    from figures_compared
    join elections on elections.election_id = figures_compared.election_id
    where
        not figures_compared.is_previous
        and figures_compared.kind <> 'others'
        and figures_compared.election_id in (select election_id from governing_lists)
    group by figures_compared.election_id, figures_compared.measure
    having
        sum(cast(figures_compared.amount as decimal(38, 12)))
        >= case figures_compared.measure when 'seats' then max(elections.seats) else 99.999999 end
),
sums_by_election as (
    select
        election_id,
        measure,
        case
            when sum(absent_parties) > 0 then 'a party of the cabinet is not named before'
            when sum(lists) <> 0 then 'not compared with the election before'
            when sum(others) > 0 then 'stood with a party that was not in the cabinet, or may have'
            when sum(unnamed) > 0 and sum(naming_everyone) <= 0 then 'a party of the cabinet is not named now'
            when sum(without_amount) > 0 then measure || ' are not known of all of them'
        end as missing,
        sum(amount_now) as amount_now,
        sum(amount_before) as amount_before
    from facts_by_election
    group by election_id, measure
),
changes as (
    select
        sums.election_id,
        max(case when sums.measure = 'votes' then coalesce(sums.missing, election_context.missing_previous_votes) end)
            as missing_votes,
        max(case when sums.measure = 'seats' then coalesce(sums.missing, final_rounds.missing_previous_seats) end)
            as missing_seats,
        max(case when sums.measure = 'votes' then sums.amount_now end) as votes_now,
        max(case when sums.measure = 'votes' then sums.amount_before end) as votes_before,
        max(case when sums.measure = 'seats' then sums.amount_now end) as seats_now,
        max(case when sums.measure = 'seats' then sums.amount_before end) as seats_before
    from sums_by_election as sums
    join election_context on election_context.election_id = sums.election_id
    join final_rounds on final_rounds.election_id = sums.election_id
    group by sums.election_id
)
select
    changes.election_id,
    election_context.election,
    election_context.country,
    election_context.first_polling_on,
    last_cabinets.cabinet_id,
    last_cabinets.cabinet,
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
join last_cabinets on last_cabinets.election_id = changes.election_id
order by election_context.country, election_context.first_polling_on, changes.election_id
