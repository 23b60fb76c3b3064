-- Governments and their majorities
--
-- Every cabinet with its parties, the seats that they won at the last general election, and what kind of government it
-- is: of a single party, or a coalition; minimal winning, where it has more than half of the chamber and would lose it
-- without any one of its parties with seats; surplus, where it could do without one; else a minority. Seats are those
-- of the election, as cabinet_seats says: parties that support a cabinet without ministers do not count, and what was
-- won or lost in the chamber since does not either. Several lists of one party are one party, those that it shares with
-- parties outside the cabinet included. Where one of several parties stood on several lists, what it won is not known.
-- Where some of its seats are not known, a cabinet has lowest_seats at least and highest_seats at most, and what these
-- leave no doubt about is answered all the same. Members of the chamber who were not elected on that day, or in another
-- round, may be its own.
--
-- key:  cabinet_id
-- cite: Riker (1962), The Theory of Political Coalitions; Woldendorp, Keman and Budge (2000), Party Government in 48
--       Democracies (types of government)
with cabinets_in_chambers as (
    select
        cabinets.cabinet_id,
        cabinets.cabinet,
        cabinets.country_id,
        cabinets.person_id,
        cabinets.started_on,
        cabinets.start_kind,
        cabinets.is_caretaker,
        cabinet_totals.election_id,
        elections.election,
        elections.first_polling_on,
        cast(elections.chamber_seats as bigint) as chamber_seats,
        final_rounds.is_whole as is_whole_chamber,
        coalesce(final_rounds.seats_given > elections.chamber_seats, false) as is_too_much,
        case
            when final_rounds.seats_given >= elections.chamber_seats then 0
            when final_rounds.is_whole then elections.chamber_seats - elections.seats
        end as seats_left,
        cast(floor(elections.chamber_seats / 2.0) + 1 as bigint) as majority_seats,
        cabinet_totals.parties,
        cabinet_totals.is_on_several_lists,
        cabinet_totals.members,
        cabinet_totals.fewest_seats,
        cabinet_totals.absent_parties,
        cabinet_totals.uncertain_lists,
        cabinet_totals.lowest_seats,
        case
            when cabinet_totals.absent_parties + cabinet_totals.lists_without_seats = 0 and final_rounds.is_whole
            then cabinet_totals.seats_of_lists
            else elections.chamber_seats
        end as highest_seats
    from cabinet_totals
    join cabinets on cabinets.cabinet_id = cabinet_totals.cabinet_id
    left join elections on elections.election_id = cabinet_totals.election_id
    left join final_rounds on final_rounds.election_id = cabinet_totals.election_id
),
cabinets_with_majority as (
    select
        *,
        case when absent_parties = 0 and uncertain_lists = 0 and is_whole_chamber then lowest_seats end as seats,
        case
            when is_too_much then case when highest_seats < majority_seats then false end
            when lowest_seats >= majority_seats then true
            when highest_seats + seats_left < majority_seats then false
        end as has_majority,
        seats_left = 0 and not is_too_much as is_chamber_known
    from cabinets_in_chambers
)
select
    cabinets_with_majority.cabinet_id,
    cabinets_with_majority.cabinet,
    countries.country,
    people.person as prime_minister,                            -- null: none, or not known
    cabinets_with_majority.person_id,                           -- the prime minister; null: none, or not known
    cabinets_with_majority.started_on,                          -- day it took office or was appointed
    cabinets_with_majority.start_kind,                          -- election, prime minister, parties or other
    cabinets_with_majority.is_caretaker,                        -- true: it only kept the office
    cabinets_with_majority.election_id,                         -- the last general election before it; null: none
    cabinets_with_majority.election,                            -- its name
    cabinets_with_majority.members,                             -- its parties or lists, most seats first; null: none
    cast(cabinets_with_majority.parties as bigint) as parties,  -- how many they are; a list of several is one
    cast(cabinets_with_majority.seats as bigint) as seats,      -- seats they won together; null: see missing
    cast(cabinets_with_majority.lowest_seats as bigint)
        as lowest_seats,                                        -- they have not fewer
    cast(cabinets_with_majority.highest_seats as bigint)
        as highest_seats,                                       -- they have not more; null: not known
    cabinets_with_majority.chamber_seats,                       -- seats of the whole chamber; null: not known
    case when not cabinets_with_majority.is_too_much
        then cast(round(cast(100.0 * cabinets_with_majority.seats / nullif(cabinets_with_majority.chamber_seats, 0)
            as decimal(38, 12)), 2) as double) end
        as seat_share_pct,                                      -- seats per 100 of the chamber
    case when cabinets_with_majority.is_chamber_known
        then cast(cabinets_with_majority.seats - cabinets_with_majority.majority_seats as bigint) end
        as seats_over,                                          -- seats beyond a majority; below 0: it lacks some
    cabinets_with_majority.has_majority,                        -- more than half of the chamber; null: see missing
    case
        when cabinets_with_majority.parties = 0 then 'no party'
        when cabinets_with_majority.has_majority is null then null
        when cabinets_with_majority.parties = 1 and cabinets_with_majority.has_majority then 'single-party majority'
        when cabinets_with_majority.parties = 1 then 'single-party minority'
        when not cabinets_with_majority.has_majority then 'minority coalition'
        when cabinets_with_majority.seats is null or cabinets_with_majority.is_on_several_lists then null
        when cabinets_with_majority.seats - cabinets_with_majority.fewest_seats >= cabinets_with_majority.majority_seats
        then 'surplus coalition'
        when cabinets_with_majority.is_chamber_known then 'minimal winning coalition'
    end as type,                                                -- kind of government; null: see missing
    case
        when cabinets_with_majority.seats is not null and cabinets_with_majority.is_chamber_known
        then case when cabinets_with_majority.has_majority and cabinets_with_majority.is_on_several_lists
            then 'one of its parties stood on several lists' end
        when cabinets_with_majority.election_id is null then 'no general election before it is in the file'
        when cabinets_with_majority.absent_parties > 0 then 'a party of it is not named at the election'
        when cabinets_with_majority.uncertain_lists > 0 then 'a party of it shared a list, or its seats are not known'
        when cabinets_with_majority.chamber_seats is null then 'the size of the chamber is not known'
        when not cabinets_with_majority.is_whole_chamber then 'a round that does not fill the chamber'
        when cabinets_with_majority.is_too_much then 'the seats add up to more than the chamber'
        when cabinets_with_majority.seats_left is null then 'the number of seats at stake is not known'
        else 'a part of the chamber was not elected on that day'
    end as missing
from cabinets_with_majority
join countries on countries.country_id = cabinets_with_majority.country_id
left join people on people.person_id = cabinets_with_majority.person_id
order by countries.country, cabinets_with_majority.started_on, cabinets_with_majority.cabinet_id
