-- Who is new and who is gone
--
-- Who stands now and continues nobody of the previous election, and who stood then and is continued by nobody now.
--
-- key: election_id, contestant_id
with like_for_like_pairs as (
    select election_id, contestant_id, previous_contestant_id
    from continuity
    where reading = 'like for like'
),
contestants_with_a_pair as (
    select election_id, false as is_previous, contestant_id
    from like_for_like_pairs
    union
    select election_id, true, previous_contestant_id
    from like_for_like_pairs
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
    case when standings.is_previous then 'leaver' else 'newcomer' end
        as change,                                              -- newcomer: stands now only; leaver: stood before only
    standings.contestant_id,                                    -- the contestant, of this election or the previous one
    standings.contestant,
    standings.kind,                                             -- party list, alliance, joint list or independents
    standings.vote_share_pct,                                   -- votes per 100 of its base; null: not known
    standings.seats,                                            -- seats, then or now; null: not known
    statuses.status_before                                      -- how a newcomer stood before; see seat_swing
from election_context
join predecessors on predecessors.election_id = election_context.election_id
join standings on standings.election_id = election_context.election_id
left join contestants_with_a_pair
    on contestants_with_a_pair.election_id = election_context.election_id
    and contestants_with_a_pair.is_previous = standings.is_previous
    and contestants_with_a_pair.contestant_id = standings.contestant_id
left join statuses
    on statuses.election_id = election_context.election_id
    and statuses.is_previous = standings.is_previous
    and statuses.contestant_id = standings.contestant_id
where
    election_context.body_kind = 'legislature'
    and contestants_with_a_pair.contestant_id is null
    and standings.alliance_contestant_id is null
    and not standings.is_local
order by election_context.election_id, change, standings.seats desc nulls last, standings.contestant_id
