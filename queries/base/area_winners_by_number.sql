-- Who came first in areas, by numbers
--
-- What area_winners says of every area, with numbers in the place of ids and names. Contestants have their position in
-- the election, and answers such as "against" are among them. Votes and position are put into one number, which a
-- maximum finds without a sort.
--
-- key:   election_id, area_number
-- order: none, because it is read at a hundred million rows and whoever reads it puts its own rows in order
with lines_of_alliances as (
    -- The members of an alliance that has no row of its own there.
    select
        area_standings_by_number.election_id,
        area_standings_by_number.area_number,
        area_standings_by_number.return_number,
        numbered_contestants.alliance_number,
        case when count(*) = count(area_standings_by_number.countable_votes)
            then cast(sum(area_standings_by_number.countable_votes) as bigint) end as votes,
        cast(sum(area_standings_by_number.seats) as bigint) as seats
    from area_standings_by_number
    join numbered_contestants on numbered_contestants.contestant_number = area_standings_by_number.contestant_number
    where not area_standings_by_number.is_inside and numbered_contestants.alliance_number is not null
    group by
        area_standings_by_number.election_id,
        area_standings_by_number.area_number,
        area_standings_by_number.return_number,
        numbered_contestants.alliance_number
),
area_competitors as (
    select
        area_standings_by_number.election_id,
        area_standings_by_number.area_number,
        area_standings_by_number.return_number,
        numbered_contestants.position_in_election as position,
        numbered_contestants.is_valid,
        numbered_contestants.can_be_first or numbered_contestants.kind = 'option' as can_be_first,
        numbered_contestants.kind = 'option' as is_answer,
        numbered_contestants.kind = 'candidate' as is_candidate,
        numbered_contestants.kind in ('party list', 'joint list', 'alliance') as is_list,
        numbered_contestants.kind in ('independents', 'others') as is_several,
        area_standings_by_number.countable_votes as votes,
        area_standings_by_number.seats
    from area_standings_by_number
    join numbered_contestants on numbered_contestants.contestant_number = area_standings_by_number.contestant_number
    where numbered_contestants.alliance_number is null
    union all
    select
        lines_of_alliances.election_id,
        lines_of_alliances.area_number,
        lines_of_alliances.return_number,
        numbered_contestants.position_in_election,
        numbered_contestants.is_valid,
        numbered_contestants.can_be_first,
        false,
        false,
        false,
        false,
        case when lines_of_alliances.votes < 100000000000 then lines_of_alliances.votes end,
        lines_of_alliances.seats
    from lines_of_alliances
    join numbered_contestants on numbered_contestants.contestant_number = lines_of_alliances.alliance_number
),
competitors_with_strength as (
    -- Strength is one number of three: twice the votes, one more with a seat, and the contestant's position in seven
    -- digits. So one maximum finds the three strongest.
    select
        area_competitors.*,
        case when can_be_first
            then votes * 20000000 + case when seats > 0 then 10000000 else 0 end + position end as strength
    from area_competitors
),
strongest_by_area as (
    select
        election_id,
        area_number,
        max(return_number) as return_number,
        sum(case when is_valid then votes end) as all_votes,
        count(case when is_valid and votes is null then 1 end) as without_votes,
        count(case when can_be_first then 1 end) as competitors,
        count(case when can_be_first and votes is null then 1 end) as competitors_without_votes,
        count(case when is_several and coalesce(votes, 1) > 0 then 1 end) as several,
        count(case when is_several and votes is null then 1 end) as several_without_votes,
        coalesce(max(case when is_several then votes end), 0) as most_of_several,
        count(case when is_answer then 1 end) as answers,
        max(case when is_answer then votes end) as most_of_answers,
        count(case when is_candidate then 1 end) > 0 and count(case when is_list then 1 end) > 0
            as has_candidates_and_lists,
        count(case when (can_be_first or is_several) and not is_answer and seats is null then 1 end) as without_seats,
        count(case when seats > 0 then 1 end) as seated,
        sum(seats) as seats,
        max(case when seats > 0 then position end) as seated_position,
        max(case when seats > 0 then votes end) as seated_votes,
        max(case when can_be_first then position end) as any_position,
        cast(list_extract(max(strength, 3), 1) as bigint) as first_strength,
        cast(list_extract(max(strength, 3), 2) as bigint) as second_strength,
        cast(list_extract(max(strength, 3), 3) as bigint) as third_strength
    from competitors_with_strength
    group by election_id, area_number
),
votes_of_strongest as (
    select
        strongest_by_area.*,
        (first_strength - first_strength % 20000000) / 20000000 as first_votes,
        (second_strength - second_strength % 20000000) / 20000000 as second_votes,
        (third_strength - third_strength % 20000000) / 20000000 as third_votes,
        first_strength % 10000000 as first_position,
        second_strength % 10000000 as second_position
    from strongest_by_area
),
first_two_by_area as (
    -- Of those who have as many votes, one with a seat comes first.
    select
        votes_of_strongest.*,
        case
            when third_votes = first_votes then 3
            when second_votes = first_votes then 2
            when first_votes is not null then 1
            else 0
        end as firsts,
        first_strength % 20000000 >= 10000000
        and not coalesce(second_votes = first_votes and second_strength % 20000000 >= 10000000, false)
            as is_one_first_seated,
        not coalesce(third_votes = second_votes, false) as is_one_second
    from votes_of_strongest
),
elections_with_later_rounds as (
    select final_rounds.election_id, election_context.body_kind <> 'legislature' as is_office
    from final_rounds
    join election_context on election_context.election_id = final_rounds.election_id
    where
        coalesce(final_rounds.final_election_id <> final_rounds.election_id, final_rounds.missing <> 'annulled')
),
areas_of_later_rounds as (
    select distinct final_rounds.election_id, area_figures.area_number
    from final_rounds
    join area_figures on area_figures.election_id = final_rounds.final_election_id
    where final_rounds.final_election_id <> final_rounds.election_id
),
numbered_area_seats as (
    select area_seats.election_id, numbered_areas.area_number, area_seats.seats
    from area_seats
    join numbered_areas on numbered_areas.area_id = area_seats.area_id
),
contestants_by_alliance as (
    select election_id, alliance_number, count(*) as contestants, count(case when can_be_first then 1 end) as firsts
    from numbered_contestants
    where election_id in (select election_id from numbered_returns where counts_rounded_to > 1)
    group by election_id, alliance_number
),
rounded_elections as (
    select
        election_id,
        coalesce(max(case when alliance_number is not null then contestants end), 1) as most_members,
        sum(contestants - firsts) as others
    from contestants_by_alliance
    group by election_id
),
contests as (
    -- Of counts that are rounded alike whoever has more is ahead, but a sum of them may be off by as many units as it
    -- has parts. sure_lead: what leaves no doubt who is ahead. may_be_left: what rounding may add to the votes left.
    -- Both go by the contestants of the election, for to count those of each area would cost all areas a sixth more.
    select
        first_two_by_area.election_id,
        first_two_by_area.area_number,
        first_two_by_area.competitors,
        first_two_by_area.firsts,
        first_two_by_area.is_one_first_seated
        and (
            first_two_by_area.without_seats = 0
            or coalesce(first_two_by_area.seats = numbered_area_seats.seats, false)
        )
            as is_one_first_seated,
        first_two_by_area.is_one_second,
        first_two_by_area.seated,
        first_two_by_area.seated_position,
        first_two_by_area.seated_votes,
        first_two_by_area.any_position,
        first_two_by_area.first_position,
        first_two_by_area.second_position,
        first_two_by_area.first_votes,
        first_two_by_area.second_votes,
        first_two_by_area.third_votes,
        first_two_by_area.competitors_without_votes,
        first_two_by_area.seated = 1
        and first_two_by_area.seats = 1
        and case when numbered_area_seats.seats is null
            then first_two_by_area.without_seats = 0 else numbered_area_seats.seats = 1 end
            as is_one_seat_given,
        coalesce(numbered_area_seats.seats, first_two_by_area.seats, 1) <= 1 as may_fill_one_seat,
        first_two_by_area.answers,
        first_two_by_area.has_candidates_and_lists,
        coalesce(
            first_two_by_area.firsts = 1 and first_two_by_area.most_of_answers = first_two_by_area.first_votes, false
        ) as is_answer_first,
        first_two_by_area.several,
        first_two_by_area.several_without_votes,
        first_two_by_area.most_of_several,
        numbered_returns.names_everyone,
        numbered_returns.counts_rounded_to > 1 as is_count_rounded,
        case when numbered_returns.counts_rounded_to > 1 and rounded_elections.most_members > 1
            then rounded_elections.most_members * numbered_returns.counts_rounded_to else 1 end
            as sure_lead,
        case when numbered_returns.counts_rounded_to > 1
            then numbered_returns.counts_rounded_to
                * (first_two_by_area.competitors * rounded_elections.most_members + rounded_elections.others + 1)
            else 0 end
            as may_be_left,
        areas_of_later_rounds.area_number is not null or coalesce(elections_with_later_rounds.is_office, false)
            as has_later_round,
        elections_with_later_rounds.election_id is not null as may_have_later_round,
        case
            when
                elections.votes_per_ballot = 1
                and area_ballot_figures.valid_votes >= coalesce(first_two_by_area.all_votes, 0)
            then area_ballot_figures.valid_votes
            when elections.votes_per_ballot = 1 and area_ballot_figures.valid_votes is not null then null
            when first_two_by_area.without_votes = 0 then first_two_by_area.all_votes
        end as valid_votes,
        case when elections.votes_per_ballot = 1
            then area_ballot_figures.valid_votes - coalesce(first_two_by_area.all_votes, 0) end as votes_left
    from first_two_by_area
    join elections on elections.election_id = first_two_by_area.election_id
    join numbered_returns on numbered_returns.return_number = first_two_by_area.return_number
    left join rounded_elections on rounded_elections.election_id = first_two_by_area.election_id
    left join area_ballot_figures
        on area_ballot_figures.election_id = first_two_by_area.election_id
        and area_ballot_figures.return_number = first_two_by_area.return_number
        and area_ballot_figures.area_number = first_two_by_area.area_number
    left join numbered_area_seats
        on numbered_area_seats.election_id = first_two_by_area.election_id
        and numbered_area_seats.area_number = first_two_by_area.area_number
    left join elections_with_later_rounds
        on elections_with_later_rounds.election_id = first_two_by_area.election_id
    left join areas_of_later_rounds
        on areas_of_later_rounds.election_id = first_two_by_area.election_id
        and areas_of_later_rounds.area_number = first_two_by_area.area_number
),
contests_with_doubts as (
    -- most_of_another: what somebody may have whose votes are not known or, where one seat may be filled, who is not
    -- named; null: any number. is_of_two_ballots: candidates and lists have more than the valid votes together.
    select
        contests.*,
        coalesce(has_candidates_and_lists and votes_left + may_be_left < 0, false) as is_of_two_ballots,
        case
            when competitors_without_votes > 0 or (may_fill_one_seat and several_without_votes > 0)
            then case when votes_left + may_be_left >= 0 then votes_left + may_be_left end
            when may_fill_one_seat and not names_everyone then coalesce(votes_left + may_be_left, 0)
            else 0
        end as most_of_another
    from contests
),
judged_contests as (
    -- is_certain: nobody else can have as many as the first; likewise the second, who may have no votes where it is
    -- certain that nobody else has any. is_alone: nobody else stood, neither among others taken together nor with votes
    -- that nobody who is named has. is_open: a later round has the area or, where the first has no more than half, may
    -- have it though the file does not.
    select
        contests_with_doubts.*,
        has_later_round
        or (may_have_later_round and not coalesce(2 * first_votes - may_be_left > valid_votes, false))
            as is_open,
        competitors = 1
        and names_everyone
        and several = 0
        and answers = 0
        and (competitors_without_votes > 0 or coalesce(votes_left, 0) <= 0)
            as is_alone,
        first_votes > 0
        and not is_answer_first
        and not is_of_two_ballots
        and coalesce(first_votes > most_of_another, false)
        and (first_votes - most_of_several >= sure_lead or not may_fill_one_seat)
        and (not is_count_rounded or coalesce(first_votes - second_votes >= sure_lead, true))
            as is_certain,
        (
            second_votes > most_of_another
            and (second_votes - most_of_several >= sure_lead or not may_fill_one_seat)
            and (sure_lead = 1 or coalesce(second_votes - third_votes >= sure_lead, true))
        )
        or (
            second_votes = 0
            and names_everyone
            and not is_count_rounded
            and competitors_without_votes + several = 0
            and coalesce(votes_left, 0) <= 0
        )
            as is_second_certain
    from contests_with_doubts
),
decided_contests as (
    select
        judged_contests.*,
        case
            when is_one_seat_given and is_alone and seated_position = any_position
            then 'unopposed'
            when is_one_seat_given and is_certain and firsts = 1 and seated_position = first_position then 'most votes'
            when is_one_seat_given and is_certain then 'a seat given otherwise'
            when is_one_seat_given then 'the seat'
            when is_certain and firsts = 1 and is_open then 'a later round'
            when is_alone then 'unopposed'
            when is_certain and firsts = 1 then 'most votes'
            when is_certain and is_one_first_seated then 'a seat given otherwise'
        end as decided_by
    from judged_contests
),
numbered_contests as (
    -- Whose figures are compared: the winner's with those of the other who has most.
    select
        decided_contests.*,
        case
            when decided_by is null then null
            when is_one_seat_given then seated_position
            when decided_by = 'a seat given otherwise' then first_position
            when decided_by = 'unopposed' then any_position
            else first_position
        end as winner_position
    from decided_contests
),
margins_by_area as (
    select
        numbered_contests.*,
        case
            when is_one_seat_given then seated_votes
            when winner_position is not null or (is_certain and firsts > 1) then first_votes
        end as votes,
        case
            when not coalesce(is_certain, false) or winner_position is null then null
            when firsts = 1 and winner_position <> first_position then first_position
            when firsts = 1 and is_second_certain and is_one_second then second_position
            when firsts = 2 and winner_position in (first_position, second_position)
            then first_position + second_position - winner_position
        end as other_position,
        case
            when not coalesce(is_certain, false) then null
            when winner_position is null and firsts <= 1 then null
            when firsts > 1 or winner_position <> first_position then first_votes
            when is_second_certain then second_votes
        end as other_votes
    from numbered_contests
)
select
    election_id,
    area_number,
    winner_position,                                            -- who came first or has the one seat; null: not known
    cast(votes as bigint) as votes,                             -- its votes, or those of each in an open tie
    other_position,                                             -- who came second, or tied; null: nobody, or not known
    cast(other_votes as bigint) as other_votes,                 -- its votes; those of each, where several are second
    cast(valid_votes as bigint) as valid_votes,                 -- of the area or, where not given, of all who are named
    cast(votes_left as bigint) as votes_left,                   -- valid votes of the area that nobody named has
    cast(may_be_left as bigint) as rounded_votes,               -- how many of these rounding may account for; 0: exact
    names_everyone,                                             -- true: the return names everyone who stood
    competitors,                                                -- contestants there
    competitors_without_votes,                                  -- those whose votes are not known
    firsts,                                                     -- how many have most votes; 3: three or more
    cast(first_votes as bigint) as first_votes,                 -- most votes that are known; null: none are
    is_count_rounded and coalesce(first_votes - second_votes < sure_lead, false)
        as is_too_close,                                        -- true: rounded counts do not say who is ahead
    is_of_two_ballots,                                          -- true: those of candidates and lists are too many
    is_answer_first,                                            -- true: the first is an answer such as "against"
    coalesce(is_certain, false) as is_certain,                  -- true: nobody else can have as many as the first
    decided_by                                                  -- what decided it; null: nothing that is known
from margins_by_area
