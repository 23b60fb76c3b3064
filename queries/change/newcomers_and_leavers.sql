-- Who is new and who is gone
--
-- Who stands now and shares parties with nobody of the previous election, and who stood then and shares them with
-- nobody now (families). Whether it is certain depends on whether a return of the other election names everyone who
-- stood: otherwise it may have stood there unnamed. seat_swing says how it stood before. Half the sum of their exact
-- shares is the entry and exit of electoral_volatility. Members stand for their alliance where their votes are known.
--
-- key: election_id, contestant_id
with complete_elections as (
    select
        elections.election_id,
        coalesce(max(case when returns.names_everyone then 1 else 0 end), 0) = 1 as has_everyone
    from elections
    left join returns on returns.election_id = elections.election_id and returns.rank is not null
    group by elections.election_id
),
sides_of_families as (
    select
        families.*,
        count(case when is_previous then 1 end) over whole_family as contestants_before,
        count(case when not is_previous then 1 end) over whole_family as contestants_now
    from families
    where measure = 'votes'
    window whole_family as (partition by election_id, family_id)
)
select
    election_context.election_id,
    election_context.election,
    election_context.country,
    election_context.first_polling_on,
    case when sides_of_families.is_previous then 'leaver' else 'newcomer' end
        as change,                                              -- newcomer: stands now only; leaver: stood before only
    sides_of_families.contestant_id,                            -- the contestant, of this election or the previous one
    sides_of_families.contestant,
    sides_of_families.kind,
    standings.vote_share_pct,
    standings.exact_share_pct,
    standings.share_base,
    standings.seats,                                            -- seats, then or now; null: not known
    case when sides_of_families.is_previous then now.has_everyone else earlier.has_everyone end
        as is_certain                                           -- true: a return of the other names everyone who stood
from sides_of_families
join election_context on election_context.election_id = sides_of_families.election_id
join standings
    on standings.election_id = sides_of_families.election_id
    and standings.is_previous = sides_of_families.is_previous
    and standings.contestant_id = sides_of_families.contestant_id
join predecessors on predecessors.election_id = sides_of_families.election_id
join complete_elections as now on now.election_id = predecessors.election_id
join complete_elections as earlier on earlier.election_id = predecessors.previous_election_id
where
    (sides_of_families.contestants_before = 0 or sides_of_families.contestants_now = 0)
    and sides_of_families.kind <> 'others'
order by election_context.election_id, change, standings.seats desc nulls last, sides_of_families.contestant_id
