-- The round that decides an election
--
-- One row per election with the round that decides it: itself, or the last round of the same body before the next first
-- round. A later round more than a year after any other belongs to a first round that is not in the file. Two
-- by-elections of one body on one day may each have a later round, and which belongs to which is not known. Several
-- rounds may fill a chamber together. Then none of them has all of its seats, not even the first where the later one is
-- annulled, and what depends on these is not said of a round by itself.
--
-- key: election_id
-- kept: as a table, because every question about who came first reads it
with seats_by_round as (
    select election_id, sum(seats) as seats
    from standings
    where not is_previous and alliance_contestant_id is null
    group by election_id
),
rounds as (
    select
        election_id,
        body_id,
        scope,
        round,
        is_annulled,
        first_polling_on,
        round = 1
        or coalesce(
            date_diff('day', lag(first_polling_on) over one_body, first_polling_on) > 366, true
        ) as is_first_of_contest
    from elections
    window one_body as (partition by body_id, scope order by first_polling_on, round, election_id)
),
rounds_of_contests as (
    select
        rounds.*,
        max(case when is_first_of_contest then first_polling_on end) over (
            partition by body_id, scope
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
            partition by body_id, scope, contest_on
            order by case when is_annulled then 1 else 0 end, round desc, first_polling_on desc, election_id
        ) as position_from_last
    from rounds_of_contests
    window whole_contest as (partition by body_id, scope, contest_on)
)
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
    end as final_election_id,                                   -- the round that decides; null: see missing
    finals.round as final_round,                                -- number of the last round in the file
    election_context.body_kind <> 'legislature'
    or coalesce(election_context.seats = 1, false)
    or rounds_beside_others.last_round = 1
    or coalesce(seats_by_round.seats >= election_context.chamber_seats, false)
        as is_whole,                                            -- false: one of several that fill a chamber together
    cast(seats_by_round.seats as bigint) as seats_given,        -- seats of everybody together; null: nobody's are known
    case
        when rounds_beside_others.is_annulled then 'annulled'
        when rounds_beside_others.last_round > 1 and rounds_beside_others.first_rounds > 1
            then 'which of the later rounds decides is not known'
        when finals.round < rounds_beside_others.last_round then 'the later round is annulled'
    end as missing                                              -- why no round decides; null when one does
from rounds_beside_others
join rounds_beside_others as finals
    on finals.body_id = rounds_beside_others.body_id
    and finals.scope = rounds_beside_others.scope
    and finals.contest_on = rounds_beside_others.contest_on
    and finals.position_from_last = 1
join election_context on election_context.election_id = rounds_beside_others.election_id
left join seats_by_round on seats_by_round.election_id = rounds_beside_others.election_id
order by rounds_beside_others.election_id
