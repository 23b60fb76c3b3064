-- Elections at a glance
--
-- One line for each election: when, for what, how many seats, who came first, who won, how many voted, and who printed
-- it. Each round of an election has a line of its own.
--
-- largest is who comes first in this round: by seats, or by votes for an office. winner is who won the election, and
-- decided_by says how:
--   most votes: for an office of one person or a single seat, as place_winners says.
--   unopposed: likewise.
--   the seat: a source gives the seat to the winner, who has not, or not certainly, the most votes, as after a lot.
--   most seats: for a chamber. Where several rounds fill it together, none has a winner by itself.
--   a later round: the winner is that of the final round.
-- An annulled poll has no winner. missing says why there is none. others_print names the seats of the largest, the
-- register and the turnout where others print another figure.
--
-- key: election_id
with contenders as (
    select
        majorities.*,
        majorities.position = 1 and majorities.amount > 0 as is_first,
        election_context.body_kind = 'presidency' as is_office
    from majorities
    join election_context on election_context.election_id = majorities.election_id
),
firsts as (
    -- One row per election: who comes first.
    select
        election_id,
        string_agg(
            case when is_first and measure = case when is_office then 'votes' else 'seats' end then contestant end,
            ', ' order by contestant
        ) as largest,
        max(case when is_first and measure = 'seats' then seats end) as largest_seats,
        count(case when is_first and measure = 'seats' then 1 end) as with_most_seats,
        max(case when is_first and measure = 'seats' then contestant_id end) as first_by_seats_id,
        max(case when is_first and measure = 'seats' then contestant end) as first_by_seats,
        max(case when measure = 'seats' and missing like 'no source%' then 1 else 0 end) = 1 as has_no_seats
    from contenders
    group by election_id
),
disputes as (
    select
        disputed_figures.election_id,
        max(case when disputed_figures.contestant_id = firsts.first_by_seats_id and disputed_figures.figure = 'seats'
            then disputed_figures.others_print end) as of_seats,
        max(case when disputed_figures.figure = 'registered voters' then disputed_figures.others_print end)
            as of_register,
        max(case when disputed_figures.figure = 'turnout' then disputed_figures.others_print end) as of_turnout
    from disputed_figures
    left join firsts on firsts.election_id = disputed_figures.election_id
    group by disputed_figures.election_id
),
verdicts as (
    select
        final_rounds.election_id,
        case
            when final_rounds.missing is not null then final_rounds.missing
            when not final_rounds.is_whole then 'a round that does not fill the chamber'
            when final_rounds.final_election_id <> final_rounds.election_id
                then case when finals.elected is null
                    then 'the winner of the later round is not known' else 'a later round' end
            when firsts.election_id is null then 'no result of the whole election in the file'
            when places.decided_by in ('the seat', 'a seat given otherwise') then 'the seat'
            when places.elected is not null then places.decided_by
            when places.election_id is not null then places.missing
            when firsts.has_no_seats then 'no source gives seats by contestant'
            when firsts.with_most_seats = 0 then 'nobody is certainly first'
            when firsts.with_most_seats > 1 then 'level'
            else 'most seats'
        end as verdict,
        final_rounds.final_election_id,
        finals.elected as winner_of_final,
        places.elected,
        firsts.largest,
        firsts.largest_seats,
        firsts.first_by_seats
    from final_rounds
    left join firsts on firsts.election_id = final_rounds.election_id
    left join place_winners as places on places.election_id = final_rounds.election_id and final_rounds.is_whole
    left join place_winners as finals on finals.election_id = final_rounds.final_election_id
),
winners as (
    select
        verdicts.*,
        case verdict
            when 'a later round' then winner_of_final
            when 'most seats' then first_by_seats
            else elected
        end as winner
    from verdicts
)
select
    elections.election_id,
    elections.election,
    countries.country_id,                                       -- ISO 3166-1 alpha-2 code in lower case
    countries.alpha_3,                                          -- ISO 3166-1 alpha-3 code
    countries.country,
    bodies.body,                                                -- name of the chamber or office it filled
    elections.kind,                                             -- what voters were asked
    elections.first_polling_on,
    elections.last_polling_on,                                  -- last polling day
    elections.scope,                                            -- general, by-election or partial renewal
    elections.round,                                            -- 1: the only round or the first; 2: the second
    elections.is_annulled,                                      -- true: declared void
    predecessors.previous_election_id,
    winners.final_election_id,                                  -- the round that decides, or this one; null: none
    cast(elections.seats as bigint) as seats,                   -- seats at stake; null: an office, or not known
    cast(elections.chamber_seats as bigint) as chamber_seats,   -- all members; null: an office, or not known
    cast(floor(elections.chamber_seats / 2.0) + 1 as bigint)
        as majority_seats,                                      -- fewest seats that are more than half of the chamber
    case when not elections.is_annulled then winners.largest end
        as largest,                                             -- first by seats, or votes for an office; all that tie
    case when bodies.kind = 'legislature' and not elections.is_annulled then winners.largest_seats end
        as largest_seats,                                       -- its seats; null: not known, or an office
    winners.winner,                                             -- who won the election; null: see missing
    case when winners.winner is not null then winners.verdict end
        as decided_by,                                          -- one of the phrases above; null: no winner is known
    case when winners.winner is null then winners.verdict end
        as missing,                                             -- why there is no winner; null when there is one
    turnout.registered_voters,                                  -- voters on the register; null: not known
    cast(case when turnout.registered_voters is not null then turnout.counts_rounded_to end as bigint)
        as registered_voters_rounded_to,                        -- 1: exact; else what they are rounded to
    turnout.turnout_pct,
    case when turnout.turnout_origin = 'printed' then cast(returns.turnout_decimals as bigint) end
        as turnout_decimals,                                    -- decimals it is printed with; null: not printed
    turnout.turnout_base,
    turnout.turnout_pct is not null and turnout.turnout_origin = 'printed'
        as is_turnout_printed,                                  -- false: computed, or not known
    nullif(
        substring(
            coalesce('; seats of the largest ' || disputes.of_seats, '')
            || coalesce('; registered voters ' || disputes.of_register, '')
            || coalesce('; turnout ' || disputes.of_turnout, ''),
            3
        ),
        ''
    ) as others_print,
    sources.source_id,                                          -- who prints the election's days and seats
    sources.source
from elections
join bodies on bodies.body_id = elections.body_id
join countries on countries.country_id = bodies.country_id
join sources on sources.source_id = elections.source_id
join winners on winners.election_id = elections.election_id
left join predecessors on predecessors.election_id = elections.election_id
left join turnout on turnout.election_id = elections.election_id
left join returns on returns.return_id = turnout.return_id
left join disputes on disputes.election_id = elections.election_id
order by countries.country, elections.first_polling_on, elections.election_id
