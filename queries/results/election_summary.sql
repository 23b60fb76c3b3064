-- Elections at a glance
--
-- One line for each election: when, for what, how many seats, who came first, how many voted, and who printed it.
--
-- key: election_id
with winning_candidates as (
    select election_id, contestant
    from outcomes
    where kind = 'candidate'
    qualify row_number() over (partition by election_id order by vote_share_pct desc nulls last, contestant_id) = 1
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
    predecessors.previous_election_id,
    majority.seats,                                             -- seats at stake; null: an office, or not known
    majority.majority_seats,                                    -- fewest seats that are more than half
    coalesce(majority.largest, winning_candidates.contestant)
        as largest,                                             -- who has most seats; for an office, most votes
    majority.largest_seats,                                     -- its seats; null: not known, or an office
    turnout.registered_voters,                                  -- voters on the register; null: not known
    turnout.turnout_pct,
    turnout.turnout_base,
    turnout.turnout_pct is not null and turnout.turnout_origin = 'printed'
        as is_turnout_printed,                                  -- false: computed, or not known
    sources.source_id,                                          -- who prints the election's days and seats
    sources.source
from elections
join bodies on bodies.body_id = elections.body_id
join countries on countries.country_id = bodies.country_id
join sources on sources.source_id = elections.source_id
left join predecessors on predecessors.election_id = elections.election_id
left join majority on majority.election_id = elections.election_id
left join turnout on turnout.election_id = elections.election_id
left join winning_candidates on winning_candidates.election_id = elections.election_id
order by countries.country, elections.first_polling_on, elections.election_id
