-- The round that decides an election
--
-- One row per election with the round that decides it: itself, or the last round of the same body before the next first
-- round. A later round more than a year after any other belongs to a first round that is not in the file. By-elections
-- of one body are not told apart: where the first rounds of several, none of which filled its seats, were held before a
-- later one, no more than 100 days apart, which of them it belongs to is not known. Several rounds may fill a chamber
-- together. Then none of them has all of its seats, not even the first where the later one is annulled. What depends on
-- these is not said of a round by itself, nor are its seats compared with those of the election before.
--
-- key: election_id
-- kept: as a table, because every question about who came first reads it
with seats_by_round as (
    select election_id, sum(seats) as seats
    from standings
    where not is_previous and alliance_contestant_id is null
    group by election_id
),
polls as (
    -- is_filled: a by-election that needs no later round. It is put apart from those that may.
    select
        elections.*,
        elections.scope = 'by-election'
        and elections.round = 1
        and coalesce(seats_by_round.seats >= elections.seats, false)
            as is_filled
    from elections
    left join seats_by_round on seats_by_round.election_id = elections.election_id
),
polls_in_turn as (
    select
        *,
        date_diff('day', lag(first_polling_on) over one_body, first_polling_on) as days_since_last
    from polls
    window one_body as (
        partition by body_id, scope, is_filled order by first_polling_on, round, election_id
    )
),
polls_in_series as (
    select
        *,
        sum(case when days_since_last <= 100 then 0 else 1 end) over (
            partition by body_id, scope, is_filled
            order by first_polling_on, round, election_id
            rows between unbounded preceding and current row
        ) as series
    from polls_in_turn
),
rounds as (
    -- A first round begins a contest; one of a by-election only where all those before it have had their later round.
    select
        election_id,
        body_id,
        scope,
        round,
        is_annulled,
        is_filled,
        first_polling_on,
        case
            when round > 1 then coalesce(days_since_last > 366, true)
            when scope <> 'by-election' then true
            else coalesce(sum(case when is_annulled then 0 when round = 1 then 1 else -1 end) over (
                partition by body_id, scope, is_filled, series
                order by first_polling_on, round, election_id
                rows between unbounded preceding and 1 preceding
            ), 0) <= 0
        end as is_first_of_contest
    from polls_in_series
),
rounds_of_contests as (
    select
        rounds.*,
        max(case when is_first_of_contest then first_polling_on end) over (
            partition by body_id, scope, is_filled
            order by first_polling_on, round, election_id
            rows between unbounded preceding and current row
        ) as contest_on
    from rounds
),
rounds_beside_others as (
    select
        rounds_of_contests.*,
        count(case when round = 1 and not is_annulled then 1 end) over whole_contest as first_rounds,
        max(round) over whole_contest as last_round,
        row_number() over (
            partition by body_id, scope, is_filled, contest_on
            order by case when is_annulled then 1 else 0 end, round desc, first_polling_on desc, election_id
        ) as position_from_last
    from rounds_of_contests
    window whole_contest as (partition by body_id, scope, is_filled, contest_on)
),
rounds_with_finals as (
    select
        rounds_beside_others.election_id,
        case
            when
                rounds_beside_others.is_annulled
                or finals.round < rounds_beside_others.last_round
                or (rounds_beside_others.last_round > 1 and rounds_beside_others.first_rounds > 1)
            then null
            when rounds_beside_others.round = rounds_beside_others.last_round then rounds_beside_others.election_id
            else finals.election_id
        end as final_election_id,
        finals.round as final_round,
        election_context.body_kind <> 'legislature'
        or coalesce(
            election_context.seats = 1 and (election_context.scope <> 'general' or election_context.chamber_seats = 1),
            false
        )
        or rounds_beside_others.last_round = 1
        or coalesce(seats_by_round.seats >= election_context.chamber_seats, false)
            as is_whole,
        cast(seats_by_round.seats as bigint) as seats_given,
        case
            when rounds_beside_others.is_annulled then 'annulled'
            when rounds_beside_others.last_round > 1 and rounds_beside_others.first_rounds > 1
                then 'which of the later rounds decides is not known'
            when finals.round < rounds_beside_others.last_round then 'the later round is annulled'
        end as missing,
        election_context.previous_election_id,
        election_context.missing_previous
    from rounds_beside_others
    join rounds_beside_others as finals
        on finals.body_id = rounds_beside_others.body_id
        and finals.scope = rounds_beside_others.scope
        and finals.is_filled = rounds_beside_others.is_filled
        and finals.contest_on = rounds_beside_others.contest_on
        and finals.position_from_last = 1
    join election_context on election_context.election_id = rounds_beside_others.election_id
    left join seats_by_round on seats_by_round.election_id = rounds_beside_others.election_id
)
select
    rounds_with_finals.election_id,
    rounds_with_finals.final_election_id,                       -- the round that decides; null: see missing
    rounds_with_finals.final_round,                             -- number of the last round in the file
    rounds_with_finals.is_whole,                                -- false: one of several that fill a chamber together
    rounds_with_finals.seats_given,                             -- seats of everybody together; null: nobody's are known
    rounds_with_finals.missing,                                 -- why no round decides; null when one does
    case
        when rounds_with_finals.missing_previous is not null then rounds_with_finals.missing_previous
        when not rounds_with_finals.is_whole or not previous.is_whole then 'a round that does not fill the chamber'
    end as missing_previous_seats                               -- why its seats are compared with none; null: they are
from rounds_with_finals
left join rounds_with_finals as previous on previous.election_id = rounds_with_finals.previous_election_id
order by rounds_with_finals.election_id
