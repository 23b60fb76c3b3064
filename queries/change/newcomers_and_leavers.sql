-- Who is new and who is gone
--
-- Who stands now and shares parties with nobody of the previous election, and who stood then and shares them with
-- nobody now (families). Half the sum of their exact shares is the entry and exit of electoral_volatility. Members
-- stand for their alliance where their votes are known.
--
-- key: election_id, contestant_id
with sides_of_families as (
    select
        families.*,
        count(case when is_previous then 1 end) over whole_family as contestants_before,
        count(case when not is_previous then 1 end) over whole_family as contestants_now
    from families
    where measure = 'votes'
    window whole_family as (partition by election_id, family_id)
),
statuses as (
    select
        election_id,
        contestant_id is null as is_previous,
        coalesce(contestant_id, previous_contestant_id) as contestant_id,
        status_before
    from seat_swing
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
    statuses.status_before                                      -- how it stood before; see seat_swing
from sides_of_families
join election_context on election_context.election_id = sides_of_families.election_id
join standings
    on standings.election_id = sides_of_families.election_id
    and standings.is_previous = sides_of_families.is_previous
    and standings.contestant_id = sides_of_families.contestant_id
left join statuses
    on statuses.election_id = sides_of_families.election_id
    and statuses.is_previous = sides_of_families.is_previous
    and statuses.contestant_id = sides_of_families.contestant_id
where
    (sides_of_families.contestants_before = 0 or sides_of_families.contestants_now = 0)
    and sides_of_families.kind <> 'others'
order by election_context.election_id, change, standings.seats desc nulls last, sides_of_families.contestant_id
