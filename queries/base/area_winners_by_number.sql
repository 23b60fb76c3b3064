-- Who came first in areas, by numbers
--
-- What area_winners says of every area, with numbers in the place of ids and names. Contestants have their position in
-- the election, and answers such as "against" are among them. Votes and position are put into one number, which a
-- maximum finds without a sort.
--
-- key:   election_id, area_number
-- order: none, because it is read at a hundred million rows and whoever reads it puts its own rows in order
with lines_of_alliances as (
    -- The members of an alliance that has no row of its own there. seats: null, too, where those of one member are not
    -- known and no other has any.
    select
        area_standings_by_number.election_id,
        area_standings_by_number.area_number,
        area_standings_by_number.return_number,
        numbered_contestants.alliance_number as contestant_number,
        case when count(*) = count(area_standings_by_number.countable_votes)
            then cast(sum(area_standings_by_number.countable_votes) as bigint) end as votes,
        case when count(*) = count(area_standings_by_number.seats) or max(area_standings_by_number.seats) > 0
            then cast(sum(area_standings_by_number.seats) as bigint) end as seats
    from area_standings_by_number
    join numbered_contestants on numbered_contestants.contestant_number = area_standings_by_number.contestant_number
    where not area_standings_by_number.is_inside and numbered_contestants.alliance_number is not null
    group by
        area_standings_by_number.election_id,
        area_standings_by_number.area_number,
        area_standings_by_number.return_number,
        numbered_contestants.alliance_number
),
lines as (
    select election_id, area_number, return_number, contestant_number, countable_votes as votes, seats
    from area_standings_by_number
    union all
    select
        election_id,
        area_number,
        return_number,
        contestant_number,
        case when votes < 100000000000 then votes end,
        seats
    from lines_of_alliances
),
contestants_with_facts as (
    -- Facts are bits of one number, because to find all facts of an area in one go takes less than to count each. Those
    -- who stand for themselves are somebody; several are independents or others taken together.
    --   1: an answer, 2: a candidate, 4: a list
    --   8: votes not known of a valid line, 16: of a competitor, 32: of several; 64: votes of somebody are known
    --   128: seats not known of somebody or others, 256: of somebody; 512: somebody has a seat
    --   1024: somebody has no seat that is known, nor known votes; 2048: independents have a seat and may have votes
    select
        contestant_number,
        position_in_election as position,
        is_valid,
        is_somebody,
        can_be_first or kind = 'option' as can_be_first,
        kind = 'option' as is_answer,
        kind = 'independents' as is_independents,
        kind in ('independents', 'others') as is_several,
        case
            when kind = 'option' then 1
            when kind = 'candidate' then 2
            when kind in ('party list', 'joint list', 'alliance') then 4
            else 0
        end as facts,
        case when is_valid then 8 else 0 end
        + case when can_be_first or kind = 'option' then 16 when kind in ('independents', 'others') then 32 else 0 end
            as facts_without_votes,
        case when is_somebody then 64 else 0 end as facts_with_votes,
        case when is_somebody then 128 + 256 when kind = 'others' then 128 else 0 end as facts_without_seats,
        case when is_somebody then 512 else 0 end as facts_with_seats
    from numbered_contestants
    where alliance_number is null
),
area_competitors as (
    -- Strength is one number of three: one more than the votes, 0 where they are not known; 2 with a seat, 1 where that
    -- is not known; and the contestant's position in seven digits. So one maximum finds the three strongest.
    select
        lines.election_id,
        lines.area_number,
        lines.return_number,
        lines.votes,
        lines.seats,
        contestants_with_facts.position,
        contestants_with_facts.is_valid,
        contestants_with_facts.is_several,
        contestants_with_facts.is_answer,
        contestants_with_facts.is_somebody and (lines.seats is null or lines.seats = 0) as may_be_a_loser,
        case when contestants_with_facts.can_be_first
            then coalesce(lines.votes + 1, 0) * 40000000
                + case when lines.seats is null then 10000000 when lines.seats > 0 then 20000000 else 0 end
                + contestants_with_facts.position end
            as strength,
        contestants_with_facts.facts
        | case when lines.votes is null then contestants_with_facts.facts_without_votes
            else contestants_with_facts.facts_with_votes end
        | case
            when lines.seats is null then contestants_with_facts.facts_without_seats
            when lines.seats > 0 then contestants_with_facts.facts_with_seats
            else 0
        end
        | case
            when contestants_with_facts.is_somebody and lines.votes is null and coalesce(lines.seats, 0) = 0 then 1024
            when contestants_with_facts.is_independents and lines.seats > 0 and coalesce(lines.votes, 1) > 0 then 2048
            else 0
        end as facts
    from lines
    join contestants_with_facts on contestants_with_facts.contestant_number = lines.contestant_number
),
strongest_by_area as (
    select
        election_id,
        area_number,
        max(return_number) as return_number,
        bit_or(facts) as facts,
        count(strength) as competitors,
        sum(case when is_valid then votes end) as all_votes,
        sum(case when may_be_a_loser then votes end) as votes_of_losers,
        coalesce(max(case when is_several then votes end), 0) as most_of_several,
        max(case when is_answer then votes end) as most_of_answers,
        sum(seats) as seats,
        max(case when seats > 0 then position end) as seated_position,
        max(case when seats > 0 then votes end) as seated_votes,
        cast(list_extract(max(strength, 3), 1) as bigint) as first_strength,
        cast(list_extract(max(strength, 3), 2) as bigint) as second_strength,
        cast(list_extract(max(strength, 3), 3) as bigint) as third_strength
    from area_competitors
    group by election_id, area_number
),
votes_of_strongest as (
    select
        strongest_by_area.*,
        nullif((first_strength - first_strength % 40000000) / 40000000, 0) - 1 as first_votes,
        nullif((second_strength - second_strength % 40000000) / 40000000, 0) - 1 as second_votes,
        nullif((third_strength - third_strength % 40000000) / 40000000, 0) - 1 as third_votes,
        first_strength % 40000000 >= 20000000 as is_first_seated,
        second_strength % 40000000 >= 20000000 as is_second_seated,
        first_strength % 40000000 >= 10000000 and first_strength % 40000000 < 20000000 as is_first_in_doubt,
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
        is_first_seated and not coalesce(second_votes = first_votes and is_second_seated, false)
            as is_one_first_seated,
        not coalesce(third_votes = second_votes, false) as is_one_second
    from votes_of_strongest
),
areas_of_later_rounds as (
    select distinct final_rounds.election_id, area_figures.area_number
    from final_rounds
    join area_figures on area_figures.election_id = final_rounds.final_election_id
    where final_rounds.final_election_id <> final_rounds.election_id
),
contests as (
    -- may_be_left: what rounding may add to the votes left.
    select
        first_two_by_area.*,
        (first_two_by_area.facts & 1) > 0 as has_answers,
        (first_two_by_area.facts & 2) > 0 and (first_two_by_area.facts & 4) > 0 as has_candidates_and_lists,
        (first_two_by_area.facts & 16) > 0 as is_competitor_without_votes,
        (first_two_by_area.facts & 32) > 0 as are_several_without_votes,
        (first_two_by_area.facts & 32) > 0 or first_two_by_area.most_of_several > 0 as has_several,
        numbered_area_seats.seats as seats_filled,
        (first_two_by_area.facts & 128) = 0 or coalesce(first_two_by_area.seats = numbered_area_seats.seats, false)
            as has_all_seats,
        (first_two_by_area.facts & 64) > 0 as has_known_votes,
        (first_two_by_area.facts & 256) > 0 as is_seat_in_doubt,
        (first_two_by_area.facts & 512) > 0 as is_somebody_seated,
        (first_two_by_area.facts & 1024) > 0 as is_loser_without_votes,
        (first_two_by_area.facts & 2048) > 0 as are_independents_seated,
        coalesce(first_two_by_area.seats = 1, false)
        and case when numbered_area_seats.seats is null
            then (first_two_by_area.facts & 128) = 0 else numbered_area_seats.seats = 1 end
            as is_one_seat_given,
        coalesce(numbered_area_seats.seats, first_two_by_area.seats, 1) <= 1 as may_fill_one_seat,
        coalesce(
            first_two_by_area.firsts = 1 and first_two_by_area.most_of_answers = first_two_by_area.first_votes, false
        )
            as is_answer_first,
        return_context.names_everyone,
        return_context.is_count_rounded,
        return_context.sure_lead,
        first_two_by_area.competitors * return_context.rounding_of_each + return_context.rounding_of_rest
            as may_be_left,
        areas_of_later_rounds.area_number is not null or return_context.has_later_round as has_later_round,
        return_context.may_have_later_round,
        case
            when
                return_context.has_one_vote
                and area_ballot_figures.valid_votes >= coalesce(first_two_by_area.all_votes, 0)
            then area_ballot_figures.valid_votes
            when return_context.has_one_vote and area_ballot_figures.valid_votes is not null then null
            when (first_two_by_area.facts & 8) = 0 then first_two_by_area.all_votes
        end as valid_votes,
        case when return_context.has_one_vote
            then area_ballot_figures.valid_votes - coalesce(first_two_by_area.all_votes, 0) end as votes_left
    from first_two_by_area
    join return_context on return_context.return_number = first_two_by_area.return_number
    left join area_ballot_figures
        on area_ballot_figures.election_id = first_two_by_area.election_id
        and area_ballot_figures.return_number = first_two_by_area.return_number
        and area_ballot_figures.area_number = first_two_by_area.area_number
    left join numbered_area_seats
        on numbered_area_seats.election_id = first_two_by_area.election_id
        and numbered_area_seats.area_number = first_two_by_area.area_number
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
            when is_competitor_without_votes or (may_fill_one_seat and are_several_without_votes)
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
        and not has_several
        and not has_answers
        and (is_competitor_without_votes or coalesce(votes_left, 0) <= 0)
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
            and not is_competitor_without_votes
            and not has_several
            and coalesce(votes_left, 0) <= 0
        )
            as is_second_certain
    from contests_with_doubts
),
decided_contests as (
    select
        judged_contests.*,
        case
            when is_one_seat_given and is_alone and seated_position = first_position
            then 'unopposed'
            when is_one_seat_given and is_certain and firsts = 1 and seated_position = first_position then 'most votes'
            when is_one_seat_given and is_certain then 'a seat given otherwise'
            when is_one_seat_given then 'the seat'
            when is_certain and firsts = 1 and is_open then 'a later round'
            when is_alone then 'unopposed'
            when is_certain and firsts = 1 then 'most votes'
            when is_certain and is_one_first_seated and has_all_seats then 'a seat given otherwise'
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
    is_competitor_without_votes,                                -- true: the votes of one of these are not known
    firsts,                                                     -- how many have most votes; 3: three or more
    cast(first_votes as bigint) as first_votes,                 -- most votes that are known; null: none are
    is_count_rounded and coalesce(first_votes - second_votes < sure_lead, false)
        as is_too_close,                                        -- true: rounded counts do not say who is ahead
    is_of_two_ballots,                                          -- true: those of candidates and lists are too many
    is_answer_first,                                            -- true: the first is an answer such as "against"
    coalesce(is_certain, false) as is_certain,                  -- true: nobody else can have as many as the first
    decided_by,                                                 -- what decided it; null: nothing that is known
    has_known_votes,                                            -- true: votes of somebody are known
    is_seat_in_doubt,                                           -- true: the seats of somebody are not known
    is_somebody_seated,                                         -- true: somebody has a seat
    are_independents_seated,                                    -- true: independents have a seat, and may have votes
    is_loser_without_votes,                                     -- true: votes not known of one who may have no seat
    cast(votes_of_losers as bigint) as votes_of_losers,         -- of all whose seats are none or not known
    winner_position is not null and is_first_in_doubt and not is_one_seat_given
        as is_winner_in_doubt,                                  -- true: no figure says whether the winner has a seat
    coalesce(seats = seats_filled, false) as are_all_seats_given, -- true: those with seats have all that it fills
    seats_filled                                                -- seats that the area fills; null: not said
from margins_by_area
