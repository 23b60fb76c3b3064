-- Who came first in every area
--
-- Who came first by votes in each area, who second, and by how much. The lines of one candidate on several parties'
-- tickets (an alliance with no row of its own) count together. Independents taken together, Others, votes for nobody
-- and answers such as "against" are never first. Where somebody's votes are not known, only the one who has more than
-- the valid votes leave for others is first. A tie is decided by the seat, and stays open where no seat is given. Where
-- one seat is filled, whoever has it has won it. What decided_by says:
--   most votes, or unopposed: nobody else stood, and the return names everyone.
--   a seat given otherwise: by lot, by a later decision or by another rule.
--   the seat: it is not known who had most votes.
--   a later round: the first here need not be the one who won there.
--
-- key: election_id, area_id
with numbered_contestants as (
    select
        election_id,
        contestant_id,
        contestant,
        kind,
        is_valid,
        row_number() over (partition by election_id order by contestant_id desc) as contestant_number
    from contestants
),
area_competitors as (
    select election_id, area_id, rank, contestant_id as competitor_id, votes, seats
    from area_standings
    where not is_inside and alliance_contestant_id is null
    union all
    select
        election_id,
        area_id,
        max(rank),
        alliance_contestant_id,
        case when count(case when votes < 100000000000 then 1 end) = count(*)
            then cast(sum(case when votes < 100000000000 then votes end) as bigint) end,
        cast(sum(seats) as bigint)
    from area_standings
    where not is_inside and alliance_contestant_id is not null
    group by election_id, area_id, alliance_contestant_id
),
numbered_competitors as (
    -- Votes and the contestant's number are in one number, which a maximum finds without a sort: the highest and the
    -- lowest number among equals. More than a hundred billion votes are no figure to go by.
    select
        area_competitors.election_id,
        area_competitors.area_id,
        area_competitors.rank,
        case when area_competitors.votes < 100000000000 then area_competitors.votes end as votes,
        area_competitors.seats,
        numbered_contestants.contestant_number,
        numbered_contestants.is_valid,
        numbered_contestants.kind not in ('independents', 'option', 'others', 'none of the above', 'blank votes')
            as can_be_first,
        case
            when
                numbered_contestants.kind in ('independents', 'option', 'others', 'none of the above', 'blank votes')
            then null
            when area_competitors.votes < 100000000000
            then area_competitors.votes * 10000000 + numbered_contestants.contestant_number
        end as votes_and_number,
        case
            when
                numbered_contestants.kind in ('independents', 'option', 'others', 'none of the above', 'blank votes')
            then null
            when area_competitors.votes < 100000000000
            then area_competitors.votes * 10000000 + 9999999 - numbered_contestants.contestant_number
        end as votes_and_rest
    from area_competitors
    join numbered_contestants
        on numbered_contestants.election_id = area_competitors.election_id
        and numbered_contestants.contestant_id = area_competitors.competitor_id
),
first_by_area as (
    select election_id, area_id, max(votes_and_number) as votes_and_number
    from numbered_competitors
    group by election_id, area_id
),
first_two_by_area as (
    select
        first_by_area.election_id,
        first_by_area.area_id,
        max(numbered_competitors.rank) as rank,
        sum(case when numbered_competitors.is_valid then numbered_competitors.votes end) as all_votes,
        count(case when numbered_competitors.is_valid and numbered_competitors.votes is null then 1 end)
            as without_votes,
        count(case when numbered_competitors.can_be_first then 1 end) as competitors,
        count(case when numbered_competitors.can_be_first and numbered_competitors.votes is null then 1 end)
            as competitors_without_votes,
        count(case when numbered_competitors.seats > 0 then 1 end) as seated,
        sum(numbered_competitors.seats) as seats,
        max(case when numbered_competitors.seats > 0 then numbered_competitors.contestant_number end)
            as seated_number,
        max(case when numbered_competitors.seats > 0 then numbered_competitors.votes end) as seated_votes,
        max(case when numbered_competitors.can_be_first then numbered_competitors.contestant_number end)
            as any_number,
        max(numbered_competitors.votes_and_number) as first_votes_and_number,
        max(numbered_competitors.votes_and_rest) as first_votes_and_rest,
        count(case
            when
                numbered_competitors.votes_and_number
                >= first_by_area.votes_and_number - first_by_area.votes_and_number % 10000000
            then 1
        end) as firsts,
        count(case
            when
                numbered_competitors.votes_and_number
                >= first_by_area.votes_and_number - first_by_area.votes_and_number % 10000000
                and numbered_competitors.seats > 0
            then 1
        end) as firsts_seated,
        max(case
            when
                numbered_competitors.votes_and_number
                >= first_by_area.votes_and_number - first_by_area.votes_and_number % 10000000
                and numbered_competitors.seats > 0
            then numbered_competitors.contestant_number
        end) as first_seated_number,
        max(case
            when
                numbered_competitors.votes_and_number
                < first_by_area.votes_and_number - first_by_area.votes_and_number % 10000000
            then numbered_competitors.votes_and_number
        end) as second_votes_and_number,
        max(case
            when
                numbered_competitors.votes_and_number
                < first_by_area.votes_and_number - first_by_area.votes_and_number % 10000000
            then numbered_competitors.votes_and_rest
        end) as second_votes_and_rest
    from first_by_area
    join numbered_competitors
        on numbered_competitors.election_id = first_by_area.election_id
        and numbered_competitors.area_id = first_by_area.area_id
    group by first_by_area.election_id, first_by_area.area_id
),
areas_of_later_rounds as (
    select distinct final_rounds.election_id, area_results.area_id
    from final_rounds
    join area_results on area_results.election_id = final_rounds.final_election_id
    where final_rounds.final_election_id <> final_rounds.election_id
),
contests as (
    select
        first_two_by_area.election_id,
        first_two_by_area.area_id,
        first_two_by_area.competitors,
        first_two_by_area.firsts,
        first_two_by_area.firsts_seated,
        first_two_by_area.first_seated_number,
        first_two_by_area.seated,
        first_two_by_area.seated_number,
        first_two_by_area.seated_votes,
        first_two_by_area.any_number,
        first_two_by_area.first_votes_and_number % 10000000 as highest_number,
        9999999 - first_two_by_area.first_votes_and_rest % 10000000 as lowest_number,
        floor(first_two_by_area.first_votes_and_number / 10000000.0) as first_votes,
        floor(first_two_by_area.second_votes_and_number / 10000000.0) as second_votes,
        case
            when
                first_two_by_area.second_votes_and_number % 10000000
                = 9999999 - first_two_by_area.second_votes_and_rest % 10000000
            then first_two_by_area.second_votes_and_number % 10000000
        end as second_number,
        first_two_by_area.competitors_without_votes,
        first_two_by_area.seated = 1 and first_two_by_area.seats = 1 and coalesce(area_seats.seats, 1) = 1
            as is_one_seat_given,
        returns.names_everyone,
        areas_of_later_rounds.area_id is not null as has_later_round,
        case
            when elections.votes_per_ballot = 1 and area_ballots.valid_votes >= first_two_by_area.all_votes
            then area_ballots.valid_votes
            when elections.votes_per_ballot = 1 and area_ballots.valid_votes is not null then null
            when first_two_by_area.without_votes = 0 then first_two_by_area.all_votes
        end as valid_votes,
        case when elections.votes_per_ballot = 1
            then area_ballots.valid_votes - coalesce(first_two_by_area.all_votes, 0) end as votes_left
    from first_two_by_area
    join elections on elections.election_id = first_two_by_area.election_id
    join returns
        on returns.election_id = first_two_by_area.election_id
        and returns.rank = first_two_by_area.rank
    left join area_ballots
        on area_ballots.election_id = returns.election_id
        and area_ballots.return_id = returns.return_id
        and area_ballots.area_id = first_two_by_area.area_id
    left join area_seats
        on area_seats.election_id = first_two_by_area.election_id
        and area_seats.area_id = first_two_by_area.area_id
    left join areas_of_later_rounds
        on areas_of_later_rounds.election_id = first_two_by_area.election_id
        and areas_of_later_rounds.area_id = first_two_by_area.area_id
),
judged_contests as (
    -- is_certain: nobody whose votes are not known can have as many as the first; likewise the second.
    select
        contests.*,
        first_votes > 0
        and (competitors_without_votes = 0 or (votes_left >= 0 and first_votes > votes_left))
            as is_certain,
        competitors_without_votes = 0 or (votes_left >= 0 and second_votes > votes_left) as is_second_certain
    from contests
),
decided_contests as (
    select
        judged_contests.*,
        case
            when is_one_seat_given and competitors = 1 and names_everyone and seated_number = any_number
            then 'unopposed'
            when is_one_seat_given and is_certain and firsts = 1 and seated_number = highest_number then 'most votes'
            when is_one_seat_given and is_certain then 'a seat given otherwise'
            when is_one_seat_given then 'the seat'
            when is_certain and firsts = 1 and has_later_round then 'a later round'
            when competitors = 1 and names_everyone and (is_certain or seated = 1) then 'unopposed'
            when is_certain and firsts = 1 then 'most votes'
            when is_certain and firsts_seated = 1 then 'a seat given otherwise'
        end as decided_by
    from judged_contests
),
numbered_contests as (
    -- Whose figures are compared: the winner's with those of the other who has most.
    select
        decided_contests.*,
        case
            when decided_by is null then null
            when is_one_seat_given then seated_number
            when decided_by = 'a seat given otherwise' then first_seated_number
            when decided_by = 'unopposed' then any_number
            else highest_number
        end as winner_number
    from decided_contests
),
margins_by_area as (
    select
        numbered_contests.*,
        case
            when is_one_seat_given then seated_votes
            when winner_number is not null or (is_certain and firsts > 1) then first_votes
        end as votes,
        case
            when not coalesce(is_certain, false) then null
            when winner_number is null then null
            when winner_number not in (highest_number, lowest_number) and firsts = 1 then highest_number
            when winner_number not in (highest_number, lowest_number) then null
            when firsts = 2 then highest_number + lowest_number - winner_number
            when firsts > 2 then null
            when is_second_certain then second_number
        end as other_number,
        case
            when not coalesce(is_certain, false) then null
            when winner_number is null and firsts <= 1 then null
            when firsts > 1 or winner_number <> highest_number then first_votes
            when is_second_certain then second_votes
        end as other_votes
    from numbered_contests
)
select
    margins_by_area.election_id,
    election_context.election,
    election_context.country,
    election_context.first_polling_on,
    margins_by_area.area_id,
    areas.area,
    areas.kind as level,
    winners.contestant_id,                                      -- who came first or has the one seat; null: see missing
    winners.contestant,                                         -- its name
    cast(margins_by_area.votes as bigint) as votes,             -- its votes, or those of each in an open tie
    runners_up.contestant_id as second_contestant_id,           -- who came second, or tied; null: nobody, or not known
    runners_up.contestant as second_contestant,                 -- its name
    cast(margins_by_area.other_votes as bigint) as second_votes,  -- its votes; those of each, where several are second
    cast(margins_by_area.votes - margins_by_area.other_votes as bigint)
        as margin_votes,                                        -- between the two; below 0: a seat given otherwise
    cast(round(cast(
        100.0 * (margins_by_area.votes - margins_by_area.other_votes) / nullif(margins_by_area.valid_votes, 0)
        as decimal(38, 12)
    ), 2) as double) as margin_pp,                              -- the same per 100 valid votes
    cast(margins_by_area.valid_votes as bigint) as valid_votes, -- of the area or, where not given, of all who are named
    coalesce(margins_by_area.firsts > 1 and margins_by_area.first_votes > 0, false)
        as is_tied,                                             -- true: another has as many votes as the first
    cast(margins_by_area.competitors as bigint) as competitors, -- contestants there
    margins_by_area.decided_by,                                 -- what decided it; null: see missing
    case
        when margins_by_area.winner_number is null and margins_by_area.firsts = 0 then 'no votes by contestant'
        when margins_by_area.winner_number is null and margins_by_area.competitors = 0 then 'nobody named stood there'
        when margins_by_area.winner_number is null and not coalesce(margins_by_area.is_certain, false)
        then case when margins_by_area.competitors_without_votes > 0
            then 'somebody whose votes are not known may have as many' else 'nobody has any votes' end
        when margins_by_area.winner_number is null then 'a tie, and no seat says who won'
        when margins_by_area.competitors = 1 and margins_by_area.other_votes is null then 'nobody else stood'
        when margins_by_area.votes is null then 'votes of the winner not known'
        when margins_by_area.other_votes is null then 'votes not known of everybody else'
    end as missing                                              -- why there is no winner or margin; null when both are
from margins_by_area
join election_context on election_context.election_id = margins_by_area.election_id
join areas on areas.area_id = margins_by_area.area_id
left join numbered_contestants as winners
    on winners.election_id = margins_by_area.election_id
    and winners.contestant_number = margins_by_area.winner_number
left join numbered_contestants as runners_up
    on runners_up.election_id = margins_by_area.election_id
    and runners_up.contestant_number = margins_by_area.other_number
order by margins_by_area.election_id, areas.kind, margins_by_area.area_id
