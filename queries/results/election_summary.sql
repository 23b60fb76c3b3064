-- Elections at a glance
--
-- One line for each election: when, for what, how many seats, who came first, how many voted, and who printed it.
--
-- key: election_id
select
    elections.election_id,                                      -- the election
    elections.election,                                 -- its name
    countries.country_id,                                       -- ISO 3166-1 alpha-2 code
    countries.alpha_3,                                          -- ISO 3166-1 alpha-3 code
    countries.country,                                  -- where it was held
    bodies.body,                                        -- the chamber or office it filled
    elections.kind,                                             -- what voters were asked
    elections.first_polling_on,                                 -- main polling day
    elections.last_polling_on,                                  -- last polling day
    predecessors.previous_election_id,                          -- previous election of the same body; null when none is known
    majority.seats,                                             -- seats at stake; null for an office of one person
    majority.majority_seats,                                    -- smallest number of seats that is more than half
    coalesce(majority.largest, winners.contestant) as largest,  -- party or alliance with most seats; for an office, the candidate with most votes
    majority.largest_seats,                                     -- its seats
    turnout.registered_voters,                                  -- voters on the register, or entitled to vote where turnout_base says so
    turnout.turnout_pct,                                        -- turnout, 0 to 100
    turnout.turnout_base,                                       -- what it is a share of
    turnout.turnout_pct is not null and turnout.turnout_origin = 'printed' as is_turnout_printed,  -- false: computed, or not known
    sources.source_id,                                          -- who prints the election's days and seats
    sources.source                                     -- that source's title
from elections
join bodies on bodies.body_id = elections.body_id
join countries on countries.country_id = bodies.country_id
join sources on sources.source_id = elections.source_id
left join predecessors on predecessors.election_id = elections.election_id
left join majority on majority.election_id = elections.election_id
left join turnout on turnout.election_id = elections.election_id
left join (
    select election_id, contestant
    from outcomes
    where kind = 'candidate'
    qualify row_number() over (partition by election_id order by vote_share_pct desc nulls last, contestant_id) = 1
) as winners on winners.election_id = elections.election_id
order by countries.country, elections.first_polling_on, elections.election_id
