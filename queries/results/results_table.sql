-- Results as a newspaper prints them
--
-- Contestant, votes, share, change in share, seats, change in seats: the contestants of an election from the largest
-- down. Members of an alliance stand below it, with its name beside theirs: add up the rows with is_counted. The
-- changes are those of vote_swing and seat_swing under the same name, which say why one is missing. others_print names
-- each figure that others print otherwise.
--
-- key: contestant_id
with outcomes_with_alliances as (
    select
        outcomes.*,
        max(case when alliance_contestant_id is null then seats end) over whole_alliance as seats_of_alliance,
        max(case when alliance_contestant_id is null then exact_share_pct end) over whole_alliance
            as share_of_alliance_pct
    from outcomes
    window whole_alliance as (partition by election_id, coalesce(alliance_contestant_id, contestant_id))
),
standings_before as (
    select standings.*
    from standings
    join election_context
        on election_context.election_id = standings.election_id
        and election_context.body_kind = 'legislature'
    where standings.is_previous and not standings.is_local
),
disputes as (
    select
        election_id,
        contestant_id,
        string_agg(figure || ' ' || others_print, '; ' order by figure) as others_print
    from disputed_figures
    where contestant_id is not null
    group by election_id, contestant_id
)
select
    now.election_id,
    now.election,
    now.country,
    now.first_polling_on,
    now.contestant_id,
    now.contestant,
    now.kind,
    now.alliance,
    now.is_counted,
    now.votes,
    now.vote_share_pct,
    now.share_base,
    case
        when
            election_context.missing_previous_votes is null
            and now.share_base = 'valid votes'
            and earlier.share_base = 'valid votes'
        then cast(round(cast(now.exact_share_pct - earlier.exact_share_pct as decimal(38, 12)), 2) as double)
    end as vote_swing_pp,                                       -- percentage points, same name; null: see vote_swing
    now.seats,                                                  -- seats won; null: not known, or an office
    case when final_rounds.missing_previous_seats is null then now.seats - earlier.seats end
        as seat_change,                                         -- seats won or lost, same name; null: see seat_swing
    disputes.others_print
from outcomes_with_alliances as now
join election_context on election_context.election_id = now.election_id
join final_rounds on final_rounds.election_id = now.election_id
left join standings_before as earlier
    on earlier.election_id = now.election_id
    and earlier.identity = now.identity
    and (not earlier.has_twin or earlier.contestant = now.contestant)
left join disputes
    on disputes.election_id = now.election_id
    and disputes.contestant_id = now.contestant_id
order by
    now.election_id,
    now.seats_of_alliance desc nulls last,
    now.share_of_alliance_pct desc nulls last,
    coalesce(now.alliance_contestant_id, now.contestant_id),
    now.alliance_contestant_id nulls first,
    now.seats desc nulls last,
    now.contestant_id
