-- Turnout against the election before
--
-- Turnout against the previous election of the same body, in percentage points, where the two elections are alike
-- (election_context). Two turnouts can be compared only where both are shares of the same thing: is_comparable says
-- whether they are. The change is given either way, because papers print it either way.
--
-- key: election_id
select
    turnout.election_id,
    turnout.election,
    turnout.country,
    turnout.first_polling_on,
    turnout.turnout_pct,
    turnout.turnout_base,
    disputed_figures.others_print,                              -- other turnouts, and who prints them; null: nobody
    election_context.previous_election_id,
    previous.turnout_pct as turnout_before_pct,                 -- turnout then
    previous.turnout_base as turnout_base_before,               -- what that was a share of
    cast(round(cast(turnout.exact_turnout_pct - previous.exact_turnout_pct as decimal(38, 12)), 2) as double)
        as turnout_change_pp,                                   -- percentage points; below 0: a smaller share voted
    case
        when turnout.turnout_pct is not null and previous.turnout_pct is not null
        then turnout.turnout_base = previous.turnout_base and turnout.turnout_base <> 'not stated'
    end as is_comparable,                                       -- true: both are stated to be shares of the same thing
    case
        when election_context.missing_previous is not null then election_context.missing_previous
        when turnout.turnout_pct is null then 'turnout not known'
        when previous.turnout_pct is null then 'turnout before not known'
    end as missing
from turnout
join election_context on election_context.election_id = turnout.election_id
left join turnout as previous on previous.election_id = election_context.previous_election_id
left join disputed_figures
    on disputed_figures.election_id = turnout.election_id
    and disputed_figures.contestant_id is null
    and disputed_figures.figure = 'turnout'
order by turnout.country, turnout.first_polling_on, turnout.election_id
