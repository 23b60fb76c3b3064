-- Who is new and who is gone
--
-- Who stands now and continues nobody of the previous election, and who stood then and is continued by nobody now.
--
-- key: election_id, contestant_id
with compared as (
    select elections.election_id, elections.election, countries.country, elections.first_polling_on
    from elections
    join bodies on bodies.body_id = elections.body_id and bodies.kind = 'legislature'
    join countries on countries.country_id = bodies.country_id
    join predecessors on predecessors.election_id = elections.election_id
),
continued as (
    select election_id, contestant_id, previous_contestant_id
    from continuity
    where reading = 'like for like'
)
select
    compared.election_id,                                       -- the election
    compared.election,                                  -- its name
    compared.country,                                           -- where it was held
    compared.first_polling_on,                                  -- main polling day
    case when standings.is_previous then 'leaver' else 'newcomer' end as change,  -- newcomer: stands now only; leaver: stood before only
    standings.contestant_id,                                    -- the contestant, of this election or of the previous one
    standings.contestant,                                       -- its name
    standings.kind,                                             -- party list, alliance, joint list or independents
    standings.vote_share_pct,                                   -- votes per 100 of its share's base, then or now; null: not known
    standings.seats,                                            -- seats, then or now; null: not known
    compared_seats.status_before                                       -- how a newcomer stood before (new, called for a boycott, not known), or what became of a leaver; see seat_swing
from compared
join standings on standings.election_id = compared.election_id
left join (
    select election_id, false as is_previous, contestant_id from continued
    union
    select election_id, true, previous_contestant_id from continued
) as continued
    on continued.election_id = compared.election_id
    and continued.is_previous = standings.is_previous
    and continued.contestant_id = standings.contestant_id
left join (
    select election_id, contestant_id is null as is_previous, coalesce(contestant_id, previous_contestant_id) as contestant_id, status_before
    from seat_swing
) as compared_seats
    on compared_seats.election_id = compared.election_id
    and compared_seats.is_previous = standings.is_previous
    and compared_seats.contestant_id = standings.contestant_id
where continued.contestant_id is null and standings.alliance_contestant_id is null and not standings.is_local
order by compared.election_id, change, standings.seats desc nulls last, standings.contestant_id
